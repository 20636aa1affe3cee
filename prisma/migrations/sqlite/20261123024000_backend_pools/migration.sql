-- AlterTable
ALTER TABLE "Backend" ADD COLUMN "credentialDetail" JSONB;
ALTER TABLE "Backend" ADD COLUMN "credentialExpiresAt" DATETIME;
ALTER TABLE "Backend" ADD COLUMN "nextKind" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextName" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextSealed" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextSetAt" DATETIME;
ALTER TABLE "Backend" ADD COLUMN "nextDetail" JSONB;
ALTER TABLE "Backend" ADD COLUMN "nextExpiresAt" DATETIME;
ALTER TABLE "Backend" ADD COLUMN "nextFrom" DATETIME;
ALTER TABLE "Backend" ADD COLUMN "maxInFlight" INTEGER;
ALTER TABLE "Backend" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Backend" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Backend" ADD COLUMN "resilience" JSONB;
ALTER TABLE "Backend" ADD COLUMN "poolApiId" TEXT REFERENCES "Api" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Backend_poolApiId_idx" ON "Backend"("poolApiId");
