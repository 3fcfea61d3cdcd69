#include "extractors/page/metadata.h"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include "extractors/page/quoted_text.h"
#include "extractors/page/tag_scanner.h"
#include "extractors/page/visible_date.h"
#include "extractors/page/visible_facts.h"

namespace rasid::page {
namespace {

/// Everything that meta elements and the like state, the first of each kind.
struct Stated {
  std::string og_title, title, h1, description, author, item_author, published, item_published, time, site, locale,
      html_lang, canonical, og_url, base;
  std::vector<std::string> headings;  // of the second and third rank
  unsigned h1_count = 0;
};

void put(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

std::string one_line(std::string_view text) {
  std::string out = html_to_text(text);
  for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at)) {
    out.replace(at, out.compare(at, 2, "\n\n") == 0 ? 2 : 1, " ");
  }
  return out;
}

void read_statement(Statement const& statement, Stated& out) {
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
      {"dc.publisher", &Stated::site},
      {"dcterms.publisher", &Stated::site},
      {"dc.title", &Stated::og_title},
      {"dc.language", &Stated::locale},
      {"og:locale", &Stated::locale},
      {"content-language", &Stated::locale},
      {"og:url", &Stated::og_url},
      {"canonical", &Stated::canonical},
  });
  auto const at = std::ranges::find_if(names, [&](Name const& one) { return same_name(one.name, statement.name); });
  if (at == names.end()) return;
  // A date that we cannot read leaves the place to the next one.
  if (at->field == &Stated::published && !read_date(statement.value)) return;
  // article:author is often a profile's address.
  if (at->field == &Stated::author && statement.value.starts_with("http")) return;
  put(out.*(at->field), statement.value);
}

void read_microdata(Tree const& tree, Surveyed const& element, Stated& out) {
  Mark const& mark = *element.mark;
  if (same_name(mark.itemprop, "datePublished")) {
    for (std::string_view const value : {mark.content, mark.datetime}) {
      if (read_date(value)) put(out.item_published, value);
    }
  } else if (same_name(mark.itemprop, "author") && out.item_author.empty() && element.chars <= 120) {
    out.item_author = inline_text(tree, *element.node);
  }
}

void read_element(Tree const& tree, Surveyed const& element, Stated& out) {
  GumboNode const& node = *element.node;
  switch (tag_of(node)) {
    case GUMBO_TAG_TITLE:
      if (out.title.empty()) out.title = inline_text(tree, node);
      break;
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
      if (out.headings.size() < 16 && element.chars > 0) out.headings.push_back(inline_text(tree, node));
      break;
    case GUMBO_TAG_H1:
      if (element.chars == 0) break;
      ++out.h1_count;
      if (out.h1.empty()) out.h1 = inline_text(tree, node);
      break;
    case GUMBO_TAG_TIME:
      if (element.mark != nullptr && read_date(element.mark->datetime)) put(out.time, element.mark->datetime);
      break;
    default:
      break;
  }
  if (element.mark != nullptr && !element.mark->itemprop.empty()) read_microdata(tree, element, out);
}

constexpr auto separators = std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " :: ", " » ", " • ", ": "});

/// "Headline - The Site" without the site; the part before the last separator where what follows is the shorter one.
std::string without_site(std::string title, std::string_view site) {
  for (std::string_view const separator : separators) {
    std::size_t const at = title.rfind(separator);
    if (at == std::string::npos || at == 0) continue;
    std::string_view const tail = std::string_view(title).substr(at + separator.size());
    bool const is_site = !site.empty() && letters_of(tail) == letters_of(site);
    bool const colon = separator == ": ";  // part of many a headline
    if (is_site || (!colon && tail.size() * 2 < at)) {
      title.resize(at);
      return title;
    }
  }
  return title;
}

/// The part of a title element like "The Site :: Headline" that a heading of lower rank shows too.
std::string confirmed_heading(Stated const& stated) {
  for (std::string_view const separator : separators) {
    for (std::string_view rest = stated.title; !rest.empty();) {
      std::size_t const at = rest.find(separator);
      std::string const part = letters_of(rest.substr(0, at));
      auto const shown =
          std::ranges::find(stated.headings, part, [](std::string const& one) { return letters_of(one); });
      if (part.size() >= 12 && shown != stated.headings.end()) return *shown;
      rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + separator.size());
    }
  }
  return {};
}

/// Calls `use` with the parts of a title element, by each separator that it holds.
template <class Use>
void each_part(std::string_view title, Use use) {
  for (std::string_view const separator : separators) {
    std::size_t const first = title.find(separator);
    if (first == std::string_view::npos) continue;
    if (separator == ": ") {  // part of many a headline
      use(title.substr(first + separator.size()));
      use(title.substr(0, title.rfind(separator)));
    }
    for (std::string_view rest = title; !rest.empty();) {
      std::size_t const at = std::min(rest.find(separator), rest.size());
      use(rest.substr(0, at));
      rest.remove_prefix(std::min(at + separator.size(), rest.size()));
    }
  }
}

/// The longest part of the title element that the page shows as a line of its own, where `title` is not shown so or is
/// shorter: in layouts without headings the headline is a line like any other.
std::string shown_part(Tree const& tree, std::vector<Surveyed> const& elements, Stated const& stated,
                       std::string title) {
  constexpr std::size_t shortest = 16;  // bytes of letters
  std::string const have = letters_of(title);
  bool const shown = headline_of(tree, elements, title).has_value();
  std::string best;
  std::string const site = letters_of(stated.site);
  each_part(stated.title, [&](std::string_view part) {
    std::string const letters = letters_of(part);
    std::size_t const size = letters.size();
    if (letters == site || size < shortest || part.size() <= best.size() || (shown && size <= have.size())) return;
    if (headline_of(tree, elements, part)) best = one_line(part);
  });
  return best.empty() ? title : best;
}

/// A date that stands in the title element beside the headline.
std::optional<Timestamp> date_beside(std::string_view whole, std::string_view headline) {
  std::optional<Timestamp> found;
  each_part(whole, [&](std::string_view part) {
    if (!found && headline.find(part) == std::string_view::npos && part.find(headline) == std::string_view::npos)
      found = visible_date(part);
  });
  return found;
}

std::string title_of(Stated const& stated, ArticleLd const& ld) {
  std::string const page_letters = letters_of(stated.title);
  std::string const h1_letters = letters_of(stated.h1);
  // "The Site: Headline" whose first heading is the site's name and whose second is the headline.
  std::string heading = confirmed_heading(stated);
  if (letters_of(heading).size() > h1_letters.size() && page_letters.starts_with(h1_letters)) return heading;
  // The heading a reader sees, where the title element confirms it.
  if (h1_letters.size() >= 12 && page_letters.find(h1_letters) != std::string::npos) return stated.h1;
  if (!stated.og_title.empty()) return without_site(one_line(stated.og_title), stated.site);
  if (!ld.headline.empty()) return one_line(ld.headline);
  if (stated.h1_count == 1 && h1_letters.size() >= 12) return stated.h1;
  return heading.empty() ? without_site(stated.title, stated.site) : heading;
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

Page read_metadata(Tree const& tree, std::vector<Surveyed> const& elements, ArticleLd const& ld, std::string_view url,
                   Evidence& evidence) {
  Stated stated;
  stated.html_lang = tree.page().language;
  for (Statement const& statement : tree.page().statements) read_statement(statement, stated);
  for (Surveyed const& element : elements) read_element(tree, element, stated);
  Page page;
  page.title = title_of(stated, ld);
  if (stated.og_title.empty() && ld.headline.empty())
    page.title = shown_part(tree, elements, stated, std::move(page.title));
  page.byline = one_line(!ld.author.empty() ? ld.author : !stated.author.empty() ? stated.author : stated.item_author);
  page.site = one_line(!stated.site.empty() ? stated.site : ld.publisher);
  page.published = first_date(ld.published, stated.published, stated.item_published, stated.time);
  for (std::string_view const text :
       {std::string_view(stated.html_lang), std::string_view(ld.language), std::string_view(stated.locale)}) {
    if (page.language.empty()) page.language = language_tag(text);
  }
  page.canonical = absolute(stated.canonical, url);
  if (page.canonical.empty()) page.canonical = absolute(stated.og_url, url);
  if (!page.published) page.published = date_beside(stated.title, page.title);
  if (page.byline.empty() || !page.published) {
    // Where no line is the headline, the top of the page is looked at.
    std::uint32_t const headline = headline_of(tree, elements, page.title).value_or(0);
    VisibleFacts const seen = read_visible_facts(tree, elements, headline);
    if (page.byline.empty()) page.byline = seen.byline;
    if (!page.published) page.published = seen.published;
  }
  evidence.title = page.title;
  evidence.byline = page.byline;
  evidence.description = one_line(stated.description);
  evidence.article_body = ld.body.find('<') == std::string::npos ? ld.body : html_to_text(ld.body);
  return page;
}

}  // namespace rasid::page
