import { describe, expect, it } from 'vitest';
import {
  datasetOf,
  draftLike,
  emptyDraft,
  nameOf,
  requestOf,
  taskOf,
} from '../../../../renderer/train/training-draft';
import { dataset, record } from './runs';

describe('a new training', () => {
  it('is complete once there is a dataset', () => {
    expect(requestOf(emptyDraft, null)).toEqual({ problem: 'dataset' });
    expect(requestOf(emptyDraft, { ...dataset(), look: null })).toEqual({ problem: 'unread' });
    expect(requestOf(emptyDraft, dataset())).toEqual({
      request: {
        datasetId: 'd1',
        task: 'classify',
        name: 'kante-links-2-schicht-classify',
        settings: {
          seed: 1,
          duration: { kind: 'minutes', minutes: 10 },
          quality: 'balanced',
          sizePx: null,
        },
      },
    });
  });

  it('takes the only dataset there is, and the chosen one of several', () => {
    const [one, two] = [dataset(), { ...dataset(), id: 'd2' }];
    expect(datasetOf(emptyDraft, [one])?.id).toBe('d1');
    expect(datasetOf(emptyDraft, [one, two])).toBeNull();
    expect(datasetOf({ ...emptyDraft, datasetId: 'd2' }, [one, two])?.id).toBe('d2');
  });

  it('learns what makes most of the labels, unless something else that can be learnt was chosen', () => {
    const tasks = (['classify', 'detect', 'segment'] as const).map((task) => ({ task, problem: null }));
    const boxes = [{ label: 'pit', pictures: 3, boxes: 4 }];
    expect(taskOf(emptyDraft, dataset())).toBe('classify');
    expect(taskOf(emptyDraft, dataset({ tasks, labels: boxes }))).toBe('detect');
    expect(taskOf(emptyDraft, dataset({ tasks, format: 'masks' }))).toBe('segment');
    expect(taskOf({ ...emptyDraft, task: 'segment' }, dataset())).toBe('segment');
    expect(taskOf({ ...emptyDraft, task: 'detect' }, dataset())).toBe('classify');
    expect(taskOf(emptyDraft, dataset({ tasks: [{ task: 'detect', problem: 'no box' }] }))).toBeNull();
    expect(requestOf(emptyDraft, dataset({ tasks: [] }))).toEqual({ problem: 'task' });
  });

  it('has a name that a model can have', () => {
    const long = { ...dataset(), name: 'x'.repeat(80) };
    expect(nameOf(emptyDraft, long, 'classify')).toBe(`${'x'.repeat(55)}-classify`);
    expect(nameOf(emptyDraft, { ...dataset(), name: '左边缘' }, 'detect')).toBe('detect');
    expect(nameOf({ ...emptyDraft, name: 'mine' }, dataset(), 'detect')).toBe('mine');
    expect(requestOf({ ...emptyDraft, name: 'Not so' }, dataset())).toEqual({ problem: 'name' });
    expect(requestOf({ ...emptyDraft, name: '' }, dataset())).toEqual({ problem: 'name' });
  });

  it('says which setting is outside its range', () => {
    expect(requestOf({ ...emptyDraft, minutes: 0 }, dataset())).toEqual({ problem: 'duration' });
    expect(requestOf({ ...emptyDraft, endsAfter: 'epochs', epochs: 0 }, dataset())).toEqual({
      problem: 'duration',
    });
    expect(requestOf({ ...emptyDraft, seed: -1 }, dataset())).toEqual({ problem: 'seed' });
    expect(requestOf({ ...emptyDraft, sizePx: 8 }, dataset())).toEqual({ problem: 'size' });
  });

  it('can be the same again', () => {
    const settings = {
      seed: 7,
      duration: { kind: 'epochs', epochs: 3 },
      quality: 'best',
      sizePx: 128,
    } as const;
    const run = record({ settings });
    const { datasetId, task, name } = run;
    expect(requestOf(draftLike(run), dataset())).toEqual({ request: { datasetId, task, name, settings } });
  });
});
