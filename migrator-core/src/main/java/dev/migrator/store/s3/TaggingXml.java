package dev.migrator.store.s3;

import dev.migrator.model.ObjectAttributes.Tag;
import java.util.List;
import java.util.stream.Collectors;

/// An object's tags as a request says them.
final class TaggingXml {
  private TaggingXml() {}

  static String of(List<Tag> tags) {
    return tags.stream()
        .map(TaggingXml::element)
        .collect(
            Collectors.joining(
                "",
                "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>",
                "</TagSet></Tagging>"));
  }

  private static String element(Tag tag) {
    return "<Tag><Key>%s</Key><Value>%s</Value></Tag>"
        .formatted(AclXml.escape(tag.key()), AclXml.escape(tag.value()));
  }
}
