import type { CriterionResult, Metric } from '@/shared/api/types';
import recorded from '@/shared/sample-call.json';

/** The sample call's own result, as the product gave it. */
export const sampleCriteria = recorded.criteria as CriterionResult[];
export const sampleMetrics = recorded.metrics as Metric[];
