package dev.migrator.store.s3;

import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object's ACL as a request says it.
final class AclXml {
  private static final String OPEN =
      "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";

  private AclXml() {}

  /// Whether it grants anything to others than its owner; what it grants to the owner every object
  /// has anyway.
  static boolean isWorthWriting(@Nullable Acl acl) {
    return acl != null && acl.grants().stream().anyMatch(ofOthers(acl));
  }

  private static Predicate<Grant> ofOthers(Acl acl) {
    return grant -> !grant.grantee().equals(acl.owner());
  }

  /// The same without grants to single accounts, which another host does not know.
  static Acl ofGroups(Acl acl) {
    return new Acl(
        acl.owner(),
        acl.grants().stream()
            .filter(grant -> grant.granteeType().equals("Group") || !ofOthers(acl).test(grant))
            .toList());
  }

  /// @param owner id of the one who owns the target's objects
  static String of(Acl acl, String owner) {
    List<Grant> others = acl.grants().stream().filter(ofOthers(acl)).toList();
    return OPEN
        + "<Owner><ID>"
        + escape(owner)
        + "</ID></Owner><AccessControlList>"
        + grant(new Grant("CanonicalUser", owner, "FULL_CONTROL"))
        + others.stream().map(AclXml::grant).collect(Collectors.joining())
        + "</AccessControlList></AccessControlPolicy>";
  }

  private static String grant(Grant grant) {
    String element =
        switch (grant.granteeType()) {
          case "Group" -> "URI";
          case "AmazonCustomerByEmail" -> "EmailAddress";
          default -> "ID";
        };
    return "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"%s\"><%s>%s</%s></Grantee><Permission>%s</Permission></Grant>"
        .formatted(
            escape(grant.granteeType()),
            element,
            escape(grant.grantee()),
            element,
            escape(grant.permission()));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
