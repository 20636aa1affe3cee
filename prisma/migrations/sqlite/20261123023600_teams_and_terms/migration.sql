-- AlterTable
ALTER TABLE "Product" ADD COLUMN "termsVersion" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "termsVersion" INTEGER;

-- What was accepted before versions were counted is the first.
UPDATE "Subscription" SET "termsVersion" = 1 WHERE "termsAcceptedAt" IS NOT NULL;

-- CreateTable
CREATE TABLE "SubscriptionMember" (
    "subscriptionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("subscriptionId", "userId"),
    CONSTRAINT "SubscriptionMember_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SubscriptionMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SubscriptionMember_userId_idx" ON "SubscriptionMember"("userId");
