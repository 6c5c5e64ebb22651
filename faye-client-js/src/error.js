/** A refusal by the server, or the lack of an answer, which has the code 0. */
export class FayeError extends Error {
  constructor(code, params, message) {
    super(message);
    this.name = 'FayeError';
    this.code = code;
    this.params = params;
  }

  /** Parameters may hold colons: only the first and the last one separate. */
  static parse(text) {
    const match = /^(\d+):(.*):([^:]*)$/s.exec(String(text));
    if (!match) return new FayeError(0, [], String(text));
    return new FayeError(Number(match[1]), match[2].split(','), match[3]);
  }

  toString() {
    return this.code ? this.code + ':' + this.params.join(',') + ':' + this.message : this.message;
  }
}

/** What the application's code throws must be seen, but not end what goes on here. */
export function guarded(act) {
  try {
    act();
  } catch (error) {
    setTimeout(() => { throw error; });
  }
}
