export { GroupsPage as GroupsRoute } from '@/features/groups/groups-page';
