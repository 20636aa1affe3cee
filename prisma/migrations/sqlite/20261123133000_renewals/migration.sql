-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "renewalAskedAt" DATETIME;
