import { InstitutePage } from '@/features/institutes/institute-page';
import { ProviderPanel } from '@/features/provider/provider-panel';
import { useTitle } from '@/shared/ui/use-title';

export function InstituteRoute() {
  useTitle('Institute');
  return <InstitutePage provider={<ProviderPanel />} />;
}
