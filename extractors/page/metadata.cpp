#include "extractors/page/metadata.h"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include "extractors/page/paragraphs.h"
#include "extractors/page/quoted_text.h"
#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

/// Everything that meta elements and the like state, the first of each kind.
struct Stated {
  std::string og_title, title, h1, description, author, item_author, published, item_published, time, site, locale,
      html_lang, canonical, og_url, base;
  unsigned h1_count = 0;
};

void put(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

std::string inline_text(GumboNode const& node) {
  Paragraphs out;
  for (GumboNode const* at = &node; at != nullptr; at = next_in(node, *at)) {
    if (is_block(tag_of(*at)) || tag_of(*at) == GUMBO_TAG_BR) out.add(" ");
    out.add(text_of(*at));
  }
  return out.take();
}

std::string one_line(std::string_view text) {
  std::string out = html_to_text(text);
  for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at)) {
    out.replace(at, out.compare(at, 2, "\n\n") == 0 ? 2 : 1, " ");
  }
  return out;
}

void read_meta(GumboNode const& node, Stated& out) {
  struct Name {
    std::string_view name;
    std::string Stated::* field;
  };
  static constexpr auto names = std::to_array<Name>({
      {"og:title", &Stated::og_title},
      {"twitter:title", &Stated::og_title},
      {"og:description", &Stated::description},
      {"description", &Stated::description},
      {"twitter:description", &Stated::description},
      {"author", &Stated::author},
      {"dc.creator", &Stated::author},
      {"dcterms.creator", &Stated::author},
      {"parsely-author", &Stated::author},
      {"sailthru.author", &Stated::author},
      {"byl", &Stated::author},
      {"article:published_time", &Stated::published},
      {"og:article:published_time", &Stated::published},
      {"date", &Stated::published},
      {"pubdate", &Stated::published},
      {"publish-date", &Stated::published},
      {"publish_date", &Stated::published},
      {"dc.date", &Stated::published},
      {"dc.date.issued", &Stated::published},
      {"dcterms.created", &Stated::published},
      {"dcterms.date", &Stated::published},
      {"parsely-pub-date", &Stated::published},
      {"sailthru.date", &Stated::published},
      {"article.published", &Stated::published},
      {"datepublished", &Stated::published},
      {"og:site_name", &Stated::site},
      {"application-name", &Stated::site},
      {"og:locale", &Stated::locale},
      {"content-language", &Stated::locale},
      {"og:url", &Stated::og_url},
  });
  std::string_view const content = attribute(node, "content");
  for (char const* const key : {"property", "name", "http-equiv", "itemprop"}) {
    std::string_view const name = attribute(node, key);
    if (name.empty()) continue;
    auto const at = std::ranges::find_if(names, [&](Name const& one) { return same_name(one.name, name); });
    if (at == names.end() || content.empty()) continue;
    // A date that we cannot read leaves the place to the next one.
    if (at->field == &Stated::published && !read_date(content)) continue;
    // article:author is often a profile's address.
    if (at->field == &Stated::author && content.starts_with("http")) continue;
    put(out.*(at->field), content);
  }
}

void read_microdata(GumboNode const& node, Stated& out) {
  std::string_view const property = attribute(node, "itemprop");
  if (property.empty()) return;
  if (same_name(property, "datePublished")) {
    for (char const* const key : {"content", "datetime"}) {
      if (read_date(attribute(node, key))) put(out.item_published, attribute(node, key));
    }
  } else if (same_name(property, "author") && out.item_author.empty()) {
    std::string const text = inline_text(node);
    if (text.size() <= 120) put(out.item_author, text);
  }
}

void read_element(Surveyed const& element, Stated& out) {
  GumboNode const& node = *element.node;
  switch (tag_of(node)) {
    case GUMBO_TAG_HTML:
      out.html_lang = attribute(node, "lang");
      put(out.html_lang, attribute(node, "xml:lang"));
      break;
    case GUMBO_TAG_TITLE:
      if (out.title.empty()) out.title = inline_text(node);
      break;
    case GUMBO_TAG_META:
      read_meta(node, out);
      break;
    case GUMBO_TAG_LINK:
      if (same_name(attribute(node, "rel"), "canonical")) put(out.canonical, attribute(node, "href"));
      break;
    case GUMBO_TAG_H1:
      if (element.chars == 0) break;
      ++out.h1_count;
      put(out.h1, inline_text(node));
      break;
    case GUMBO_TAG_TIME:
      if (read_date(attribute(node, "datetime"))) put(out.time, attribute(node, "datetime"));
      break;
    default:
      break;
  }
  read_microdata(node, out);
}

/// "Headline - The Site" without the site; the part before the last separator where what follows is the shorter one.
std::string without_site(std::string title, std::string_view site) {
  for (std::string_view const separator : {" | ", " - ", " – ", " — ", " :: ", " » ", " • "}) {
    std::size_t const at = title.rfind(separator);
    if (at == std::string::npos || at == 0) continue;
    std::string_view const tail = std::string_view(title).substr(at + separator.size());
    bool const is_site = !site.empty() && letters_of(tail) == letters_of(site);
    if (is_site || tail.size() * 2 < at) {
      title.resize(at);
      return title;
    }
  }
  return title;
}

std::string title_of(Stated const& stated, ArticleLd const& ld) {
  std::string const page_letters = letters_of(stated.title);
  std::string const h1_letters = letters_of(stated.h1);
  // The heading a reader sees, where the title element confirms it.
  if (h1_letters.size() >= 12 && page_letters.find(h1_letters) != std::string::npos) return stated.h1;
  if (!stated.og_title.empty()) return without_site(one_line(stated.og_title), stated.site);
  if (!ld.headline.empty()) return one_line(ld.headline);
  if (stated.h1_count == 1 && h1_letters.size() >= 12) return stated.h1;
  return without_site(stated.title, stated.site);
}

/// "ar_AR" as "ar-AR"; what is no tag at all as nothing.
std::string language_tag(std::string_view text) {
  std::string out(text.substr(0, text.find_first_of(", ;")));
  std::ranges::replace(out, '_', '-');
  bool const fits = out.size() >= 2 && out.size() <= 35 &&
                    std::ranges::all_of(out, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
  return fits ? out : std::string();
}

/// Absolute http(s) address, or empty.
std::string absolute(std::string_view href, std::string_view url) {
  if (href.empty() || href.size() > 2048) return {};
  auto const reference = boost::urls::parse_uri_reference(href);
  if (!reference) return {};
  boost::urls::url out;
  if (auto const base = boost::urls::parse_uri(url)) {
    if (!boost::urls::resolve(*base, *reference, out)) return {};
  } else {
    out = *reference;
  }
  bool const web = out.scheme() == "http" || out.scheme() == "https";
  return web && !out.host().empty() ? std::string(out.buffer()) : std::string();
}

template <class... Rest>
std::optional<Timestamp> first_date(Rest const&... all) {
  std::optional<Timestamp> found;
  ((found = found ? found : read_date(all)), ...);
  return found;
}

}  // namespace

Page read_metadata(std::vector<Surveyed> const& elements, ArticleLd const& ld, std::string_view url,
                   Evidence& evidence) {
  Stated stated;
  for (Surveyed const& element : elements) read_element(element, stated);
  Page page;
  page.title = title_of(stated, ld);
  page.byline = one_line(!ld.author.empty() ? ld.author : !stated.author.empty() ? stated.author : stated.item_author);
  page.site = one_line(!stated.site.empty() ? stated.site : ld.publisher);
  page.published = first_date(ld.published, stated.published, stated.item_published, stated.time);
  for (std::string_view const text :
       {std::string_view(stated.html_lang), std::string_view(ld.language), std::string_view(stated.locale)}) {
    if (page.language.empty()) page.language = language_tag(text);
  }
  page.canonical = absolute(stated.canonical, url);
  if (page.canonical.empty()) page.canonical = absolute(stated.og_url, url);
  evidence.title = page.title;
  evidence.description = one_line(stated.description);
  evidence.article_body = ld.body.find('<') == std::string::npos ? ld.body : html_to_text(ld.body);
  return page;
}

}  // namespace rasid::page
