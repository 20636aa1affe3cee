-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';

-- What is there already can be found too.
UPDATE "AuditEvent" SET "searchText" = lower("actorName" || ' ' || "action" || ' ' || "targetName" || ' ' || "targetId" || ' ' || coalesce("address", '') || ' ' || coalesce("requestId", ''));
