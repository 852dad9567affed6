import { useMutation } from '@tanstack/react-query';
import { post } from '@/shared/api/client';

export function useForgot() {
  return useMutation({ mutationFn: (email: string) => post<undefined>('/auth/password/forgot', { email }) });
}

export function useReset() {
  return useMutation({ mutationFn: (body: { token: string; password: string }) => post<undefined>('/auth/password/reset', body) });
}

export function useChangePassword() {
  return useMutation({ mutationFn: (body: { current: string; next: string }) => post<undefined>('/auth/password', body) });
}

export function useVerifyEmail() {
  return useMutation({ mutationFn: (token: string) => post<undefined>('/auth/verify-email', { token }) });
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => post<undefined>('/auth/verify-email/resend') });
}
