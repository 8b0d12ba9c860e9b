package dev.migrator.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of an answer, without its attributes but for `xsi:type`.
///
/// @param name without namespace
/// @param type of `xsi:type`, empty without
/// @param text empty for an element of elements
record XmlNode(String name, String type, String text, List<XmlNode> children) {
  private static final XMLInputFactory PARSERS = parsers();

  private static XMLInputFactory parsers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// @throws IOException if it is not whole, well-formed XML
  static XmlNode parse(byte[] xml) throws IOException {
    try {
      XMLStreamReader reader = PARSERS.createXMLStreamReader(new ByteArrayInputStream(xml));
      reader.nextTag();
      XmlNode root = element(reader);
      while (reader.hasNext()) {
        reader.next();
      }
      return root;
    } catch (XMLStreamException e) {
      throw new IOException("the host's answer is not whole XML: " + e.getMessage(), e);
    }
  }

  /// For answers that may be anything, as a proxy's error page.
  static XmlNode parseOrEmpty(byte[] xml) {
    try {
      return parse(xml);
    } catch (IOException _) {
      return new XmlNode("", "", "", List.of());
    }
  }

  private static XmlNode element(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getLocalName();
    String type = reader.getAttributeCount() == 0 ? "" : type(reader);
    List<XmlNode> children = new ArrayList<>(0);
    StringBuilder text = new StringBuilder();
    for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; ) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(reader));
      } else if (reader.isCharacters()) {
        text.append(reader.getText());
      }
      event = reader.next();
    }
    return new XmlNode(name, type, children.isEmpty() ? text.toString() : "", children);
  }

  private static String type(XMLStreamReader reader) {
    String type = reader.getAttributeValue("http://www.w3.org/2001/XMLSchema-instance", "type");
    return type == null ? "" : type;
  }

  Optional<XmlNode> child(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).findFirst();
  }

  List<XmlNode> all(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).toList();
  }

  /// Text of the first child of that name; empty without one.
  String text(String childName) {
    for (XmlNode child : children) {
      if (child.name.equals(childName)) {
        return child.text;
      }
    }
    return "";
  }
}
