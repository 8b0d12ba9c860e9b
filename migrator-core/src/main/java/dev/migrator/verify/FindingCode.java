package dev.migrator.verify;

/// The stable codes of findings, listed in `docs/format.md`.
public enum FindingCode {
  V001("a file that the commit names is missing"),
  V002("a file has another length than the commit says"),
  V003("a file has another SHA-256 than the commit says"),
  V004("a file is there that no commit names"),
  V005("a commit is not whole, or does not follow from the one before"),
  V006("a commit contradicts itself"),
  V007("a tag file follows neither from the last commit nor from the one before"),
  V008("a file cannot be read"),
  V009("the bundle asks for files from elsewhere"),
  V010("an index, gap file or description is malformed"),
  V011("an index, its table, its gap file and the commit do not say the same"),
  V012("an entry's content is said to be where the bundle has none"),
  V013("a volume or piece is not built as the format says"),
  V014("a volume's own notes do not agree with its members"),
  V015("an entry's content is not found at its place, once"),
  V016("the content of an entry or of a table's part has another length or SHA-256 than recorded");

  private final String meaning;

  FindingCode(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
