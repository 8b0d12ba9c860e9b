package dev.migrator.database.mysql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Views that read others come after them. The server writes each name in a view's text in
/// backquotes, so that a name found there is one that may be meant; a mistake costs an attempt.
final class ViewOrder {
  private final List<Definition> views;
  private final Set<Definition> ordered = new LinkedHashSet<>();

  private ViewOrder(List<Definition> views) {
    this.views = views;
  }

  static List<Definition> innerFirst(List<Definition> views) {
    ViewOrder order = new ViewOrder(List.copyOf(views));
    order.views.forEach(view -> order.add(view, Set.of()));
    return new ArrayList<>(order.ordered);
  }

  private void add(Definition view, Set<Definition> outer) {
    if (ordered.contains(view) || outer.contains(view)) {
      return;
    }
    Set<Definition> within = new LinkedHashSet<>(outer);
    within.add(view);
    views.stream()
        .filter(inner -> !inner.equals(view) && view.sql().contains(inner.quoted()))
        .forEach(inner -> add(inner, within));
    ordered.add(view);
  }
}
