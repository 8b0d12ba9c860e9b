package dev.migrator.store.account;

import java.util.List;
import java.util.stream.Stream;

/// All that an account is asked.
final class Questions {
  static final List<Question> ALL =
      Stream.of(
              StorageQuestions.ALL,
              FileSystemQuestions.ALL,
              DatabaseQuestions.ALL,
              MachineQuestions.ALL,
              DnsQuestions.ALL,
              DomainQuestions.ALL,
              DeliveryQuestions.ALL,
              IamQuestions.ALL,
              SecretQuestions.ALL,
              UserPoolQuestions.ALL,
              IdentityPoolQuestions.ALL,
              FunctionQuestions.ALL,
              MessageQuestions.ALL)
          .flatMap(List::stream)
          .toList();

  private Questions() {}
}
