import { Button } from "@/components/ui/button";
import { FormActions } from "@/components/ui/form-actions";
import { LinkButton } from "@/components/ui/link-button";
import { adminMessages } from "@/lib/messages/en/admin";
import { FormFailure } from "./form-failure";
import type { SaveFailure } from "./use-save";

const text = adminMessages.form;

interface SaveBarProps {
  saving: boolean;
  changed: boolean;
  failure: SaveFailure | null;
  /** Where "Cancel" leads; none for a form that is a page's only content. */
  cancelHref?: string;
  sticky?: boolean;
  /** What the button does, where "Save" does not say it. */
  saveLabel?: string;
}

/** The end of a form: why it could not be saved, Save, Cancel, and whether there is something to save. */
export function SaveBar({
  saving,
  changed,
  failure,
  cancelHref,
  sticky = false,
  saveLabel = text.save,
}: SaveBarProps) {
  return (
    <>
      <FormFailure failure={failure} />
      <FormActions sticky={sticky} note={changed && !saving ? text.unsaved : undefined}>
        <Button type="submit" variant="primary" pending={saving}>
          {saveLabel}
        </Button>
        {cancelHref !== undefined && <LinkButton href={cancelHref}>{text.cancel}</LinkButton>}
      </FormActions>
    </>
  );
}
