#include "daemon/alerts/payload.h"

#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "daemon/alerts/code_points.h"
#include "daemon/alerts/entities_of.h"
#include "daemon/alerts/json_text.h"
#include "daemon/alerts/sentence_view.h"

namespace rasid::alerts {
namespace json = boost::json;
namespace {

// What one payload may hold; the schema and docs/webhooks.md name the same figures. Lengths are in code points.
constexpr std::size_t longest_sentence = 2'000;
constexpr std::size_t longest_title = 1'000;
constexpr std::size_t longest_words = 500;  // of evidence, mentions, terms, labels
constexpr std::size_t longest_url = 8'000;
constexpr std::size_t most_highlights = 50;
constexpr std::size_t most_evidence = 50;
constexpr std::size_t most_entities = 30;  // actors, and as many places
constexpr std::size_t most_mentions = 10;  // of one entity
constexpr std::size_t most_sources = 20;
constexpr std::size_t most_tags = 50;
constexpr std::size_t most_links = 10;

/// Part of a URL leads elsewhere: one that is too long is left out whole.
std::string url_text(std::string const& url) {
  return url.size() > longest_url ? std::string{} : clipped(url, longest_url);
}

json::object source_object(Source const& source) {
  return {{"feed", clipped(source.feed.value, longest_words)},
          {"url", url_text(source.url)},
          {"title", clipped(source.title, longest_title)}};
}

json::object story_object(StoryId const& story, std::uint32_t feeds) {
  return {{"id", story.value}, {"feeds", feeds}};
}

/// Writes the parts of one payload. Lives only while it is rendered.
class Renderer {
 public:
  explicit Renderer(PayloadParts const& parts) : parts_(parts), points_(document().text()) {}

  [[nodiscard]] json::object data() const {
    return {{"alert", alert()},          {"watch", watch()},         {"story", story()},
            {"article", article()},      {"sentence", sentence()},   {"evidence", evidence()},
            {"actors", entities(false)}, {"places", entities(true)}, {"sources", sources()}};
  }

 private:
  [[nodiscard]] text::Document const& document() const { return parts_.extraction.document; }
  [[nodiscard]] std::string language() const {
    std::string const& detected = parts_.extraction.language;
    return clipped(detected.empty() ? parts_.article.language : detected, longest_words);
  }

  [[nodiscard]] json::object alert() const {
    Alert const& alert = parts_.alert;
    return {{"id", alert.id.value},
            {"revision", alert.revision},
            {"severity", to_text(alert.severity)},
            {"decided", to_rfc3339(alert.decided)}};
  }

  [[nodiscard]] json::object watch() const {
    json::array tags;
    for (auto const& tag : parts_.watch_tags) {
      if (tags.size() < most_tags) tags.emplace_back(clipped(tag, longest_words));
    }
    json::array links;
    for (rules::WebLink const& link : parts_.watch_links) {
      if (links.size() == most_links) break;
      links.push_back(json::object{{"title", clipped(link.title, longest_title)}, {"url", url_text(link.url)}});
    }
    json::object out{{"id", clipped(parts_.alert.watch.value, longest_words)},
                     {"title", clipped(parts_.watch_title, longest_title)},
                     {"tags", std::move(tags)}};
    if (!links.empty()) out["links"] = std::move(links);
    return out;
  }

  [[nodiscard]] json::object story() const {
    std::size_t const feeds = 1 + parts_.other_sources.size();
    return story_object(parts_.alert.story, static_cast<std::uint32_t>(feeds));
  }

  [[nodiscard]] json::object article() const {
    Article const& article = parts_.article;
    json::value const published = article.published ? json::value(to_rfc3339(*article.published)) : json::value();
    return {{"id", article.id.value},
            {"feed", clipped(article.feed.value, longest_words)},
            {"url", url_text(article.url)},
            {"title", clipped(article.title, longest_title)},
            {"author", clipped(article.author, longest_words)},
            {"language", language()},
            {"published", published},
            {"fetched", to_rfc3339(article.fetched)}};
  }

  [[nodiscard]] json::object sentence() const {
    auto const view = view_sentence(document(), points_, parts_.match, longest_sentence, most_highlights);
    std::uint32_t const begin = points_.at(view.range.begin);
    json::array highlights;
    for (auto const& [range, term] : view.highlights) {
      highlights.push_back(json::object{{"start", points_.at(range.begin) - begin},
                                        {"end", points_.at(range.end) - begin},
                                        {"text", clipped(document().slice(range), longest_sentence)},
                                        {"term", clipped(term, longest_words)}});
    }
    std::string_view const text = document().slice(view.range);
    return {{"text", clipped(text, longest_sentence)},
            {"direction", direction_of(text, language())},
            {"start", begin},
            {"end", points_.at(view.range.end)},
            {"truncated", view.truncated},
            {"highlights", std::move(highlights)}};
  }

  [[nodiscard]] json::array evidence() const {
    json::array all;
    for (auto const& [range, term, mention] : parts_.match.evidence) {
      if (all.size() == most_evidence) break;
      all.push_back(json::object{{"term", clipped(term, longest_words)},
                                 {"text", clipped(document().slice(range), longest_words)},
                                 {"start", points_.at(range.begin)},
                                 {"end", points_.at(range.end)},
                                 {"sentence", document().sentence_at(range.begin)}});
    }
    return all;
  }

  [[nodiscard]] json::array entities(bool places) const {
    json::array all;
    for (Named const& named : entities_of(parts_.extraction.mentions, parts_.match, most_mentions)) {
      entities::Entity const& entity = parts_.catalogue[named.entity];
      if ((entity.kind == EntityKind::place) != places) continue;
      if (all.size() == most_entities) break;
      json::object shown{{"id", clipped(entity.key, longest_words)}, {"label", clipped(entity.label, longest_words)}};
      if (places) {
        describe_place(shown, named.entity);
      } else {
        shown["kind"] = to_text(entity.kind);
      }
      shown["mentions"] = mentions(named);
      shown["mentions_total"] = named.total;
      all.push_back(std::move(shown));
    }
    return all;
  }

  void describe_place(json::object& shown, EntityIndex index) const {
    entities::Entity const& place = parts_.catalogue[index];
    json::array within;
    for (EntityIndex const outer : containers_of(parts_.catalogue, index)) {
      within.emplace_back(clipped(parts_.catalogue[outer].label, longest_words));
    }
    shown["kind"] = clipped(place.place_kind, longest_words);
    shown["latitude"] = place.point ? json::value(place.point->latitude) : json::value();
    shown["longitude"] = place.point ? json::value(place.point->longitude) : json::value();
    shown["country"] = clipped(place.country, longest_words);
    shown["within"] = std::move(within);
  }

  [[nodiscard]] json::array mentions(Named const& named) const {
    json::array all;
    for (Mention const* mention : named.mentions) {
      // Three digits: a float's further ones are noise, and would be read as precision.
      double const confidence = std::round(std::clamp(mention->confidence, 0.0F, 1.0F) * 1000.0) / 1000.0;
      json::object shown{{"text", clipped(document().slice(mention->range), longest_words)},
                         {"start", points_.at(mention->range.begin)},
                         {"end", points_.at(mention->range.end)},
                         {"method", to_text(mention->method)},
                         {"matched", clipped(mention->matched, longest_words)},
                         {"peeled", clipped(mention->peeled, longest_words)},
                         {"confidence", confidence},
                         {"sentence", document().sentence_at(mention->range.begin)}};
      if (!mention->refers_to.empty()) {
        shown["refers_to"] = json::object{{"text", clipped(document().slice(mention->refers_to), longest_words)},
                                          {"start", points_.at(mention->refers_to.begin)},
                                          {"end", points_.at(mention->refers_to.end)}};
      }
      if (mention->for_government) shown["for_government"] = true;
      all.push_back(std::move(shown));
    }
    return all;
  }

  [[nodiscard]] json::array sources() const {
    Article const& own = parts_.article;
    json::array all{source_object({own.feed, own.url, own.title})};
    for (Source const& other : parts_.other_sources) {
      if (all.size() < most_sources) all.push_back(source_object(other));
    }
    return all;
  }

  PayloadParts const& parts_;
  CodePoints points_;
};

char const* type_of(std::uint32_t revision) {
  return revision > 1 ? "alert.updated" : "alert.created";
}

}  // namespace

std::string render_payload(PayloadParts const& parts) {
  json::object payload{{"type", type_of(parts.alert.revision)},
                       {"version", 1},
                       {"timestamp", to_rfc3339(parts.alert.decided)},
                       {"data", Renderer(parts).data()}};
  return json_text(payload);
}

Alert as_told(Alert alert, std::uint32_t revision, std::uint32_t feeds, std::span<Source const> others) {
  alert.revision = revision;
  boost::system::error_code wrong;
  json::value payload = json::parse(alert.payload, wrong);
  if (wrong) return alert;  // none of ours, as a test's
  auto const put = [&](char const* where, json::value what) {
    if (auto* const place = payload.find_pointer(where, wrong)) *place = std::move(what);
  };
  put("/data/alert/id", json::string(alert.id.value));
  put("/data/alert/revision", revision);
  put("/data/story", story_object(alert.story, feeds));
  if (auto* const sources = payload.find_pointer("/data/sources", wrong); sources != nullptr && sources->is_array()) {
    for (Source const& other : others) {
      if (sources->get_array().size() < most_sources) sources->get_array().push_back(source_object(other));
    }
  }
  if (auto* const object = payload.if_object(); object != nullptr && object->contains("type"))
    (*object)["type"] = type_of(revision);
  if (auto const* const object = payload.if_object()) alert.payload = json_text(*object);
  return alert;
}

}  // namespace rasid::alerts
