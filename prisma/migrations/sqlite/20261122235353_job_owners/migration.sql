-- AlterTable
ALTER TABLE "Api" ADD COLUMN "acceptsForeignJobs" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "JobOwner" (
    "origin" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("origin", "jobId")
);

-- CreateIndex
CREATE INDEX "JobOwner_subscriptionId_idx" ON "JobOwner"("subscriptionId");
