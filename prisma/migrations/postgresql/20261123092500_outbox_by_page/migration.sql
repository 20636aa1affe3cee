-- AlterTable
ALTER TABLE "OutboxMail" ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';

-- Accents of the mails that are there stay. They go after thirty days.
UPDATE "OutboxMail" SET "searchText" = SUBSTR(LOWER("recipient" || ' ' || "subject"), 1, 500);

-- DropIndex
DROP INDEX "OutboxMail_createdAt_idx";

-- DropIndex
DROP INDEX "OutboxMail_state_nextAttemptAt_idx";

-- CreateIndex
CREATE INDEX "OutboxMail_state_secretUntil_nextAttemptAt_idx" ON "OutboxMail"("state", "secretUntil", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboxMail_secretUntil_idx" ON "OutboxMail"("secretUntil");

-- CreateIndex
CREATE INDEX "OutboxMail_createdAt_id_state_searchText_idx" ON "OutboxMail"("createdAt", "id", "state", "searchText");

-- CreateIndex
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");

-- CreateIndex
CREATE INDEX "MailLink_expiresAt_idx" ON "MailLink"("expiresAt");

-- CreateIndex
CREATE INDEX "QuotaUsage_limitId_periodStart_idx" ON "QuotaUsage"("limitId", "periodStart");

-- CreateIndex
CREATE INDEX "Subscription_state_expiresAt_idx" ON "Subscription"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "User_state_idx" ON "User"("state");

-- CreateIndex
CREATE INDEX "AuditEvent_action_at_idx" ON "AuditEvent"("action", "at");

-- CreateIndex
CREATE INDEX "GuessCount_windowStart_idx" ON "GuessCount"("windowStart");
