import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { sentence } from '@/shared/api/sentences';
import type { Context, Difficulty, Focus, Mode, Persona, Scenario } from '@/shared/api/types';
import { useTitle } from '@/shared/lib/use-title';
import { ErrorFace, LoadingFace, Skeleton } from '@/shared/ui/faces';
import { ScreenHead } from '@/shared/ui/screen-head';
import { CallSheet } from './call-sheet';
import { personasQuery, scenariosQuery } from './catalog-queries';
import { ContextPicker } from './context-picker';
import { DifficultyPicker, FocusPicker, ModePicker } from './call-pickers';
import { PersonaPicker } from './persona-picker';
import { ScenarioPicker } from './scenario-picker';
import { ScriptField } from './script-field';

export type LobbySearch = {
  persona?: string | undefined;
  scenario?: string | undefined;
  difficulty?: Difficulty | undefined;
  mode?: Mode | undefined;
  focus?: Focus | undefined;
};

export function LobbyScreen() {
  useTitle('Practice');
  const personas = useQuery(personasQuery);
  const scenarios = useQuery(scenariosQuery);
  const failed = personas.error ?? scenarios.error;
  if (failed) {
    return (
      <ErrorFace
        page
        title="The buyers could not be loaded"
        text={sentence(failed)}
        requestId={failed.requestId}
        onRetry={() => {
          void personas.refetch();
          void scenarios.refetch();
        }}
      />
    );
  }
  if (!personas.data || !scenarios.data) {
    return (
      <LoadingFace page label="Loading buyers and scenarios">
        <div className="mx-auto grid max-w-content gap-8 lg:grid-cols-[1fr_21rem]">
          <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            {Array.from({ length: 9 }, (_, index) => (
              <Skeleton key={index} className="h-36" />
            ))}
          </div>
          <Skeleton className="h-96" />
        </div>
      </LoadingFace>
    );
  }
  return <Lobby personas={personas.data.items} scenarios={scenarios.data.items} />;
}

function Lobby({ personas, scenarios }: { personas: readonly Persona[]; scenarios: readonly Scenario[] }) {
  const search: LobbySearch = useSearch({ from: '/app/practice' });
  const navigate = useNavigate();
  const [contexts, setContexts] = useState<readonly Context[]>([]);
  /** Null while the scenario's own script is good enough. */
  const [script, setScript] = useState<string | null>(null);
  const change = (next: LobbySearch) => void navigate({ to: '/practice', search: { ...search, ...next }, replace: true, resetScroll: false });

  const scenario = scenarios.find(({ id }) => id === search.scenario) ?? scenarios.find(({ personaIds }) => search.persona !== undefined && personaIds.includes(search.persona)) ?? scenarios[0];
  const persona = personas.find(({ id }) => id === search.persona) ?? personas.find(({ id }) => scenario?.personaIds[0] === id) ?? personas[0];
  if (!persona || !scenario) {
    return <ErrorFace page title="No buyers are installed" text="This installation came without personas or scenarios. An administrator can install a practice pack." />;
  }
  const difficulty = search.difficulty ?? 'medium';
  const mode = search.mode ?? 'voice';
  const focus = search.focus !== undefined && scenario.focuses.includes(search.focus) ? search.focus : (scenario.focuses[0] ?? 'general');

  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-6 max-lg:pb-16">
      <ScreenHead title="Practice" text="Choose what to practise and who answers. Then call." />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-10">
          <ScenarioPicker scenarios={scenarios} chosen={scenario} onChoose={(id) => { change({ scenario: id, persona: undefined, focus: undefined }); }} />
          <PersonaPicker personas={personas} chosen={persona} suggested={scenario.personaIds} onChoose={(id) => { change({ persona: id, scenario: scenario.id }); }} />
          <section aria-labelledby="how" className="flex flex-col gap-5">
            <h2 id="how" className="text-md font-semibold">
              How
            </h2>
            <ModePicker value={mode} onChange={(value) => { change({ mode: value }); }} />
            {mode === 'script' && <ScriptField value={script} shipped={scenario.script} onChange={setScript} />}
            <DifficultyPicker value={difficulty} onChange={(value) => { change({ difficulty: value }); }} />
            <FocusPicker value={focus} options={scenario.focuses} onChange={(value) => { change({ focus: value }); }} />
          </section>
          <ContextPicker contexts={contexts} onChange={setContexts} />
        </div>
        <CallSheet
          persona={persona}
          scenario={scenario}
          order={{
            mode,
            personaId: persona.id,
            scenarioId: scenario.id,
            focus,
            difficulty,
            contextIds: contexts.filter(({ status }) => status === 'ready').map(({ id }) => id),
            ...(mode === 'script' && script !== null && { script }),
          }}
          onText={() => { change({ mode: 'text' }); }}
        />
      </div>
    </div>
  );
}
