/** A person's saved views: kept with the office, found at any booth. */
import { computed } from 'vue';
import { useDraftStore } from '../state/draft';
import { dropView, keepView, readViews, renameView, writeViews, type SavedView } from './saved';

/** What is kept under «kept:» outlives the month after which drafts are thrown away. */
const KEY = 'kept:reports';

export function useViews() {
  const drafts = useDraftStore();
  const draft = drafts.draftOf(KEY);
  const views = computed(() => readViews(draft.text));
  const write = (next: SavedView[]) => drafts.write(KEY, writeViews(next));
  return {
    views,
    isLoading: computed(() => draft.state === 'loading'),
    keep: (name: string, query: string) => write(keepView(views.value, name, query)),
    rename: (from: string, to: string) => write(renameView(views.value, from, to)),
    drop: (name: string) => write(dropView(views.value, name)),
  };
}
