package dev.migrator.store.account;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Machines and their disks.
final class MachineQuestions {
  static final List<Question> ALL =
      List.of(
          Question.regional(
              "ec2/instances",
              "ec2",
              List.of("ec2:DescribeInstances"),
              MachineQuestions::instances),
          Question.regional(
              "ec2/volumes", "ec2", List.of("ec2:DescribeVolumes"), MachineQuestions::volumes),
          Question.regional(
              "ec2/snapshots",
              "ec2",
              List.of("ec2:DescribeSnapshots"),
              MachineQuestions::snapshots));

  private MachineQuestions() {}

  private static void instances(Place place, Answers answers) {
    try (Ec2Client client = place.open(Ec2Client.builder())) {
      client.describeInstancesPaginator().reservations().stream()
          .flatMap(reservation -> reservation.instances().stream())
          .forEach(one -> answers.add(one.instanceId(), Answers.json(one)));
    }
  }

  private static void volumes(Place place, Answers answers) {
    try (Ec2Client client = place.open(Ec2Client.builder())) {
      client
          .describeVolumesPaginator()
          .volumes()
          .forEach(one -> answers.add(one.volumeId(), Answers.json(one)));
    }
  }

  private static void snapshots(Place place, Answers answers) {
    try (Ec2Client client = place.open(Ec2Client.builder())) {
      client
          .describeSnapshotsPaginator(r -> r.ownerIds("self"))
          .snapshots()
          .forEach(one -> answers.add(one.snapshotId(), Answers.json(one)));
    }
  }
}
