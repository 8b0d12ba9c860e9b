package dev.migrator.store.s3;

import dev.migrator.error.StoreException;

/// What a host said no to, in the words of a loss: the same for all entries that it concerns.
final class Refusals {
  private Refusals() {}

  static String words(StoreException e) {
    String message = String.valueOf(e.getMessage());
    int why = message.indexOf(": HTTP ");
    String told = why < 0 ? message : message.substring(why + 2);
    return "the host refuses it: " + told.replaceAll(" \\(request [^)]*\\)$", "");
  }
}
