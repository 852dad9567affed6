import { useState, type FormEvent } from 'react';
import type { Role, Team } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { SelectField, TextField } from '@/shared/ui/field';
import { toast } from '@/shared/ui/toasts';
import { FormProblem } from './auth-frame';
import { useInvite } from './invitation-queries';
import { roleNames, roles, roleTexts } from './role-words';

export function InviteDialog({ open, onClose, teams }: { open: boolean; onClose: () => void; teams: readonly Team[] }) {
  const invite = useInvite();
  const [role, setRole] = useState<Role>('rep');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '').trim();
    const teamId = String(form.get('teamId') ?? '');
    invite.mutate({ email, role, ...(teamId !== '' && { teamId }) }, { onSuccess: () => { onClose(); toast(`The invitation to ${email} is on its way.`); } });
  };
  return (
    <Dialog open={open} onClose={onClose} title="Invite somebody">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField label="E-mail" name="email" type="email" required autoFocus problem={invite.error?.field('email')} />
        <SelectField label="Role" value={role} onChange={(event) => { setRole(event.target.value as Role); }} hint={roleTexts[role]} problem={invite.error?.field('role')}>
          {roles.filter((one) => one !== 'owner').map((one) => (
            <option key={one} value={one}>
              {roleNames[one]}
            </option>
          ))}
        </SelectField>
        {teams.length > 0 && (
          <SelectField label="Team" name="teamId" optional>
            <option value="">No team</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </SelectField>
        )}
        {invite.error && invite.error.fields.length === 0 && <FormProblem text={sentence(invite.error)} />}
        <DialogActions onCancel={onClose}>
          <Button type="submit" tone="next" busy={invite.isPending}>
            Send invitation
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
