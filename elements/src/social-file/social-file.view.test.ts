import { expect } from '@open-wc/testing';
import { Names, situationOf } from './social-file.view.ts';
import { configuration } from './testing/sample-configuration.ts';
import { file } from './testing/sample-file.ts';

describe('social file: values', () => {
  it('a field of a unit above is asked in the file too; one of another unit is not', () => {
    const [first] = configuration.fields;
    const above = 'a-unit-above';
    const asked = (offeredIn: string[]): string[] => {
      const field = { ...first!, code: 'badge', unitId: above, offeredIn };
      const names = new Names({ ...configuration, fields: [field] });
      return situationOf(file, names).flatMap(({ rows }) => rows.map(({ code }) => code));
    };
    expect(asked([above, file.unit.id])).to.deep.equal(['badge']);
    expect(asked([above])).to.deep.equal([]);
  });
});
