#include <array>

#include <pugixml.hpp>

#include "daemon/feeds/feed.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/xml_repair.h"
#include "extractors/charset/charset.h"

namespace rasid::feeds {
namespace {

/// The encoding that the XML declaration at the start of `bytes` states (XML 1.0, 4.3.3), or empty.
std::string_view declared_encoding(std::string_view bytes) {
  auto head = bytes.substr(0, 1024);
  auto const begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  head = head.substr(begin, head.find("?>", begin) - begin);
  auto const key = head.find("encoding");
  auto const quote = key == std::string_view::npos ? key : head.find_first_of("\"'", key);
  if (quote == std::string_view::npos) return {};
  auto const value = head.substr(quote + 1);
  return value.substr(0, value.find(head[quote]));
}

/// HTTP's charset comes first (RFC 7303, 3), except Latin-1, which servers send by default for everything.
charset::Decoded decode(std::string_view bytes, std::string_view content_type) {
  auto const http = charset::charset_of(content_type);
  auto const own = declared_encoding(bytes);
  bool const default_of_server = http == "iso-8859-1" || http == "us-ascii";
  if (default_of_server) return charset::to_utf8(bytes, {own, http});
  return charset::to_utf8(bytes, {http, own});
}

bool is_root(Element const& element) {
  auto const name = element.name();
  return element.is(element.space(), "rss") || name == "RDF" || name == "feed" || name == "channel" || name == "entry";
}

Format rss_format(Element const& root) {
  auto const version = root.attribute("version");
  return version.starts_with("0.9") ? Format::rss09x : Format::rss20;
}

/// RSS 0.90 and 1.0 differ in the namespace that is declared somewhere on the root or the channel.
Format rdf_format(pugi::xml_node root) {
  for (auto const node : {root, root.first_child()}) {
    for (auto const attribute : node.attributes()) {
      if (std::string_view(attribute.value()).find("netscape.com/rdf/simple/0.9") != std::string_view::npos)
        return Format::rss090;
    }
  }
  return Format::rss10;
}

Format atom_format(pugi::xml_node root) {
  if (std::string_view(root.attribute("version").value()) == "0.3") return Format::atom03;
  for (auto const attribute : root.attributes()) {
    if (std::string_view(attribute.value()).starts_with("http://purl.org/atom/ns#")) return Format::atom03;
  }
  return Format::atom10;
}

Result<Feed> read_xml(charset::Decoded decoded, ParseContext const& context) {
  auto repaired = repair_xml(std::move(decoded.text), context.limits.depth);
  if (repaired.too_deep) return failure(FeedError::too_deep, "reading the feed");
  pugi::xml_document document;
  constexpr unsigned flags = pugi::parse_default | pugi::parse_ws_pcdata;
  auto const parsed =
      document.load_buffer_inplace(repaired.text.data(), repaired.text.size(), flags, pugi::encoding_utf8);

  Feed feed;
  if (!repaired.reason.empty()) note_fault(feed, repaired.reason);
  if (decoded.replaced) note_fault(feed, "bytes that are not " + decoded.encoding);
  if (!parsed) note_fault(feed, parsed.description());
  Scopes scopes{std::string(context.base_url)};
  for (auto const node : document.children()) {
    if (node.type() != pugi::node_element) continue;
    auto const root = scopes.root(node);
    if (!is_root(root)) continue;
    if (root.name() == "feed" || root.name() == "entry") {
      feed.format = atom_format(node);
      read_atom(root, scopes, context.limits, feed);
    } else {
      feed.format = root.name() == "RDF" ? rdf_format(node) : rss_format(root);
      read_rss(root, scopes, context.limits, feed);
    }
    if (scopes.undeclared_prefix()) note_fault(feed, "a prefix of no declared namespace");
    return feed;
  }
  return failure(FeedError::not_a_feed, "reading the feed");
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, ParseContext const& context) {
  if (bytes.size() > context.limits.bytes) return failure(FeedError::too_large, "reading the feed");
  auto decoded = decode(bytes, context.content_type);
  auto const first = decoded.text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return failure(FeedError::empty, "reading the feed");
  if (decoded.text[first] == '{') return read_json_feed(decoded.text, context);
  return read_xml(std::move(decoded), context);
}

}  // namespace rasid::feeds
