package dev.migrator.verify;

/// The stable codes of findings, listed in `docs/format.md`.
public enum FindingCode {
  V001("a file that the commit names is missing"),
  V002("a file has another length than the commit says"),
  V003("a file has another SHA-256 than the commit says"),
  V004("a file is there that no commit names");

  private final String meaning;

  FindingCode(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
