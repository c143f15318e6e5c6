/* Values that are not saved yet, kept in the browser until they are: nothing typed is lost with a page. */

const PREFIX = "rss-entry";

export class UnsavedStore {
  constructor(user, year) {
    this.prefix = `${PREFIX}:${user}:${year}`;
  }

  key(settlement, item) {
    return `${this.prefix}:${settlement}:${item}`;
  }

  keep(settlement, item, version, values) {
    try {
      localStorage.setItem(this.key(settlement, item), JSON.stringify({ version, values }));
    } catch (error) {
      console.warn("the browser keeps no values for this page", error);
    }
  }

  forget(settlement, item) {
    localStorage.removeItem(this.key(settlement, item));
  }

  find(settlement, item) {
    const text = localStorage.getItem(this.key(settlement, item));
    return text ? JSON.parse(text) : null;
  }
}
