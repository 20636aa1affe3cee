ALTER TABLE "Api" ADD COLUMN "versionSet" TEXT;
ALTER TABLE "Api" ADD COLUMN "version" TEXT;
ALTER TABLE "Api" ADD COLUMN "deprecatedOn" TEXT;
ALTER TABLE "Api" ADD COLUMN "sunsetOn" TEXT;
ALTER TABLE "Api" ADD COLUMN "deprecationNote" TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX "Api_versionSet_version_key" ON "Api"("versionSet", "version");
