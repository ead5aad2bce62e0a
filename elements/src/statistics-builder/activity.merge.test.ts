import { expect } from '@open-wc/testing';
import type { Chapter } from './activity.data.ts';
import { mergeChapters, moved } from './activity.merge.ts';

const chapter = (id: string, comment = ''): Chapter => ({
  id,
  title: id,
  comment,
  definition: { reportCode: 'D01' },
  showChart: true,
  showTable: true,
});
const said = ({ id, comment }: Chapter): string => `${id}${comment ? `:${comment}` : ''}`;
const merged = (read: Chapter[], mine: Chapter[], theirs: Chapter[]): string[] =>
  mergeChapters(read, mine, theirs).chapters.map(said);

describe('chapters two people write at once', () => {
  const read = [chapter('a'), chapter('b'), chapter('c')];

  it('keep what each wrote, added and removed', () => {
    const mine = [chapter('a', 'moi'), chapter('b'), chapter('new')];
    const theirs = [chapter('a'), chapter('b', 'elle'), chapter('c'), chapter('d')];
    expect(merged(read, mine, theirs)).to.deep.equal(['a:moi', 'b:elle', 'new', 'd']);
    expect(mergeChapters(read, mine, theirs).clashes).to.deep.equal([]);
  });

  it('take the order of who changed it', () => {
    const turned = moved(read, 2, 0);
    expect(merged(read, [...turned], [...read])).to.deep.equal(['c', 'a', 'b']);
    expect(merged(read, [...read], [...turned])).to.deep.equal(['c', 'a', 'b']);
  });

  it('tell what both wrote, and lose neither', () => {
    const { chapters, clashes } = mergeChapters(
      read,
      [chapter('a', 'moi'), read[1]!, read[2]!],
      [chapter('a', 'elle'), read[1]!, read[2]!],
    );
    expect(said(chapters[0]!)).to.equal('a:moi');
    expect(clashes.map(({ mine, theirs }) => [mine.comment, theirs.comment])).to.deep.equal([
      ['moi', 'elle'],
    ]);
  });

  it('keep a chapter one removed when the other wrote in it', () => {
    expect(merged(read, [read[1]!, read[2]!], [chapter('a', 'elle'), read[1]!, read[2]!])).to.include(
      'a:elle',
    );
    expect(merged(read, [chapter('a', 'moi'), read[1]!], [read[1]!, read[2]!])).to.deep.equal(['a:moi', 'b']);
  });
});
