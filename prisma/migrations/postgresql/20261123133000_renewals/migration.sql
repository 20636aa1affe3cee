-- AlterTable
ALTER TABLE "Subscription" ADD COLUMN "renewalAskedAt" TIMESTAMP(3);
