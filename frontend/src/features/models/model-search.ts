import type { ModelRow } from '@/shared/api/house-types';
import { providerName } from '@/shared/lib/provider-names';

/** The models whose name, id or provider holds every word that was typed. */
export function fitting(models: readonly ModelRow[], typed: string): readonly ModelRow[] {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return models;
  return models.filter((model) => {
    const text = `${model.display} ${model.id} ${providerName(model.provider)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
