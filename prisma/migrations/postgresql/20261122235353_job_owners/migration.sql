-- AlterTable
ALTER TABLE "Api" ADD COLUMN     "acceptsForeignJobs" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "JobOwner" (
    "origin" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "subscriptionId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JobOwner_pkey" PRIMARY KEY ("origin","jobId")
);

-- CreateIndex
CREATE INDEX "JobOwner_subscriptionId_idx" ON "JobOwner"("subscriptionId");
