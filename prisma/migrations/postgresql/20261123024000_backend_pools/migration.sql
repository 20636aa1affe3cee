-- AlterTable
ALTER TABLE "Backend" ADD COLUMN "credentialDetail" JSONB;
ALTER TABLE "Backend" ADD COLUMN "credentialExpiresAt" TIMESTAMP(3);
ALTER TABLE "Backend" ADD COLUMN "nextKind" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextName" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextSealed" TEXT;
ALTER TABLE "Backend" ADD COLUMN "nextSetAt" TIMESTAMP(3);
ALTER TABLE "Backend" ADD COLUMN "nextDetail" JSONB;
ALTER TABLE "Backend" ADD COLUMN "nextExpiresAt" TIMESTAMP(3);
ALTER TABLE "Backend" ADD COLUMN "nextFrom" TIMESTAMP(3);
ALTER TABLE "Backend" ADD COLUMN "maxInFlight" INTEGER;
ALTER TABLE "Backend" ADD COLUMN "weight" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Backend" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Backend" ADD COLUMN "resilience" JSONB;
ALTER TABLE "Backend" ADD COLUMN "poolApiId" TEXT;

-- CreateIndex
CREATE INDEX "Backend_poolApiId_idx" ON "Backend"("poolApiId");

-- AddForeignKey
ALTER TABLE "Backend" ADD CONSTRAINT "Backend_poolApiId_fkey" FOREIGN KEY ("poolApiId") REFERENCES "Api"("id") ON DELETE CASCADE ON UPDATE CASCADE;
