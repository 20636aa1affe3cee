-- AlterTable
ALTER TABLE "ToldOnce" ADD COLUMN "after" TEXT;
