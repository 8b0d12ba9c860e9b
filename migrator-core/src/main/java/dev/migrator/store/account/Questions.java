package dev.migrator.store.account;

import java.util.List;
import java.util.stream.Stream;

/// All that an account is asked.
final class Questions {
  static final List<Question> ALL =
      Stream.of(StorageQuestions.ALL, DatabaseQuestions.ALL, IamQuestions.ALL, DnsQuestions.ALL)
          .flatMap(List::stream)
          .toList();

  private Questions() {}
}
