/** A line that has data: `data`, or `data:` with at most one space before its value. */
const DATA = /^data(?:: ?(.*))?$/s;

/**
 * Creates a parser of server-sent events: takes a stream part by part and returns the data of each event that the part completes. As the HTML
 * standard defines, lines end with CR, LF or both, an empty line ends an event, and comments are skipped; so are fields other than `data`,
 * which this server does not send.
 */
export function createEventParser(): (text: string) => readonly string[] {
  let unfinished = '';
  let data: string[] = [];
  return (text) => {
    // a CR at the end may be the first half of a line end
    const lines = (unfinished + text).split(/\r\n|\n|\r(?!$)/);
    unfinished = lines.pop() ?? '';
    const events: string[] = [];
    for (const line of lines) {
      const value = DATA.exec(line);
      if (value) data.push(value[1] ?? '');
      if (line !== '') continue;
      if (data.length > 0) events.push(data.join('\n'));
      data = [];
    }
    return events;
  };
}
