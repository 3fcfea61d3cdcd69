#include <array>
#include <optional>

#include <pugixml.hpp>

#include "daemon/feeds/feed.h"
#include "daemon/feeds/formats.h"
#include "daemon/feeds/well_formed.h"
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

/// The labels a document goes by, most trusted first. HTTP's comes first (RFC 7303, 3), except Latin-1, which servers
/// send by default for everything.
std::array<std::string, 2> labels(std::string_view bytes, std::string_view content_type) {
  auto http = charset::charset_of(content_type);
  std::string own(declared_encoding(bytes));
  bool const default_of_server = http == "iso-8859-1" || http == "us-ascii";
  if (default_of_server) return {std::move(own), std::move(http)};
  return {std::move(http), std::move(own)};
}

bool is_root(Element const& element) {
  for (std::string_view const name : {"rss", "RDF", "feed", "channel", "entry"}) {
    if (element.named(name)) return true;
  }
  return false;
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

/// UTF-8, and what had to be done to have it.
struct Text {
  std::string_view text;
  std::string fault;  // empty where every byte fitted
};

/// The root element of a feed among a document's children.
std::optional<Element> feed_element(pugi::xml_document const& document, Scopes& scopes) {
  for (auto node = document.first_child(); node; node = node.next_sibling()) {
    if (node.type() != pugi::node_element) continue;
    if (auto const root = scopes.root(node); is_root(root)) return root;
  }
  return std::nullopt;
}

Result<Feed> read_tree(pugi::xml_document const& document, ParseContext const& context) {
  Scopes scopes{context.base_url};
  auto const root = feed_element(document, scopes);
  if (!root) return failure(FeedError::not_a_feed, "reading the feed");
  Feed feed;
  if (root->named("feed") || root->named("entry")) {
    feed.format = atom_format(root->node());
    read_atom(*root, context.limits, feed);
  } else {
    feed.format = root->named("RDF") ? rdf_format(root->node()) : rss_format(*root);
    read_rss(*root, context.limits, feed);
  }
  if (scopes.undeclared_prefix()) note_fault(feed, "a prefix of no declared namespace");
  return feed;
}

Result<Feed> refused(FeedError why) {
  return failure(why, "reading the feed");
}

constexpr unsigned parse_flags = pugi::parse_default | pugi::parse_ws_pcdata;

/// The long way, for documents that are no XML as they stand.
Result<Feed> read_repaired(Text const& source, ParseContext const& context) {
  auto repaired = repair_xml(source.text, {.depth = context.limits.depth, .elements = context.limits.elements});
  if (repaired.too_deep) return refused(FeedError::too_deep);
  if (repaired.too_many) return refused(FeedError::too_many);
  pugi::xml_document document;
  auto const parsed =
      document.load_buffer_inplace(repaired.text.data(), repaired.text.size(), parse_flags, pugi::encoding_utf8);
  auto feed = read_tree(document, context);
  if (!feed) return feed;
  if (!parsed) put_first(*feed, parsed.description());
  if (!repaired.reason.empty()) put_first(*feed, repaired.reason);
  if (!source.fault.empty()) put_first(*feed, source.fault);
  bool const all_taken = feed->entries.size() < context.limits.entries;
  if (repaired.cut && all_taken && !feed->entries.empty()) feed->entries.back().cut = true;
  return feed;
}

Result<Feed> read_xml(Text const& source, ParseContext const& context) {
  auto const look = look_at(source.text, context.limits.depth, context.limits.elements);
  if (look.too_many) return refused(FeedError::too_many);
  if (!look.plain) return read_repaired(source, context);
  pugi::xml_document document;
  if (!document.load_buffer(source.text.data(), source.text.size(), parse_flags, pugi::encoding_utf8))
    return read_repaired(source, context);
  auto feed = read_tree(document, context);
  if (feed && !source.fault.empty()) put_first(*feed, source.fault);
  return feed;
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, ParseContext const& context) {
  if (bytes.size() > context.limits.bytes) return refused(FeedError::too_large);
  auto const [first_label, second_label] = labels(bytes, context.content_type);
  charset::Decoded converted;
  Text source;
  if (auto const text = charset::already_utf8(bytes, {first_label, second_label})) {
    source.text = *text;
  } else {
    converted = charset::to_utf8(bytes, {first_label, second_label});
    source.text = converted.text;
    if (converted.replaced) source.fault = "bytes that are not " + converted.encoding;
  }
  auto const first = source.text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return refused(FeedError::empty);
  source.text.remove_prefix(first);
  if (source.text.front() == '{') return read_json_feed(source.text, context);
  // Usual enough, and harmless: no reason to go the long way.
  if (first != 0 && source.text.starts_with("<?xml")) source.fault = "white space before the XML declaration";
  return read_xml(source, context);
}

}  // namespace rasid::feeds
