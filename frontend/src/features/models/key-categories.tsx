import type { KeyHolder, UserKey } from '@/shared/api/house-types';
import { Panel } from '@/shared/ui/faces';
import { Section } from '@/shared/ui/section';
import { KeyRow } from './key-row';
import type { Category } from './providers';

const none: readonly string[] = [];

/** The providers by what they are for, each with the key that somebody, the workspace or the installation has for it. */
export function KeyCategories({ categories, owner, keys, environment = none }: { categories: readonly Category[]; owner: KeyHolder; keys: readonly UserKey[]; environment?: readonly string[] }) {
  return categories.map((category) => (
    <Section key={category.name} title={category.name} text={category.text}>
      <Panel className="divide-y divide-hairline">
        {category.providers.map((provider) => (
          <KeyRow
            key={`${provider.id}-${owner}`}
            provider={provider}
            owner={owner}
            saved={keys.find((key) => key.provider === provider.id && key.owner === owner)}
            environment={environment.includes(provider.id)}
          />
        ))}
      </Panel>
    </Section>
  ));
}
