import { TextLink } from "@/components/ui/text-link";
import { homeMessages } from "@/lib/messages/en/home";

interface FirstStepsProps {
  /** An operation to begin with, or null where there is none. */
  tryIt: { name: string; href: string } | null;
  /** Whether the viewer has a subscription already. */
  hasKeys: boolean;
}

const { stepsTitle, steps } = homeMessages;

/** The way from nothing to a running call, each step with the link that takes it. */
export function FirstSteps({ tryIt, hasKeys }: FirstStepsProps) {
  const shown = [
    { ...steps.find, href: "/apis", link: steps.find.link },
    {
      ...steps.try,
      href: tryIt?.href ?? "/apis",
      link: tryIt ? steps.try.link(tryIt.name) : steps.try.linkWithout,
    },
    {
      ...steps.call,
      href: hasKeys ? "/subscriptions" : "/products",
      link: hasKeys ? steps.call.linkWithKeys : steps.call.link,
    },
  ];
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps" className="mb-4 font-semibold text-heading">
        {stepsTitle}
      </h2>
      <ol className="grid gap-x-8 gap-y-6 md:grid-cols-3">
        {shown.map(({ title, text, href, link }, index) => (
          <li key={title} className="border-t pt-4">
            <h3 className="font-semibold">
              <span aria-hidden="true" className="mr-2 text-muted tabular-nums">
                {index + 1}
              </span>
              {title}
            </h3>
            <p className="mt-1 text-muted text-sm">{text}</p>
            <TextLink href={href} className="mt-2 inline-flex min-h-6 items-center text-sm">
              {link}
            </TextLink>
          </li>
        ))}
      </ol>
    </section>
  );
}
