import { describe, expect, it } from 'vitest';
import { makeRequests } from '../../operator/requests';

function counted() {
  let made = 0;
  return makeRequests(() => `id${++made}`);
}

describe('one id for one press', () => {
  it('twenty presses on one screen are one', () => {
    const requests = counted();
    const ids = Array.from({ length: 20 }, () => requests.idOf('visit:callNext', '{"turn":7}'));
    expect(new Set(ids).size).toBe(1);
  });
  it('the next turn is another press', () => {
    const requests = counted();
    expect(requests.idOf('visit:callNext', '{"turn":7}')).not.toBe(requests.idOf('visit:callNext', '{"turn":8}'));
  });
  it('another payload never reuses an id', () => {
    const requests = counted();
    expect(requests.idOf('visit:call', '{"reason":"a"}')).not.toBe(requests.idOf('visit:call', '{"reason":"b"}'));
  });
  it('a press without an answer is asked again under the same id', () => {
    const requests = counted();
    const id = requests.idOf('visit:return', '{"visitId":"v"}');
    requests.spend(requests.idOf('visit:return', '{"visitId":"another"}'));
    requests.moveOn();
    expect(requests.idOf('visit:return', '{"visitId":"v"}')).toBe(id);
  });
  it('a press that succeeded may be made anew once the screen has moved on, not before', () => {
    const requests = counted();
    const id = requests.idOf('visit:return', '{"visitId":"v"}');
    requests.spend(id);
    expect(requests.idOf('visit:return', '{"visitId":"v"}')).toBe(id);
    requests.moveOn();
    expect(requests.idOf('visit:return', '{"visitId":"v"}')).not.toBe(id);
  });
});
