#include "daemon/alerts/read_payload.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "daemon/alerts/cause_text.h"
#include "extractors/model/utf8.h"

namespace rasid::alerts {

namespace json = boost::json;

namespace {

std::string text_of(json::object const& object, std::string_view key) {
  auto const* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

/// Byte offset of a code point of `text`; its size where it has fewer.
std::uint32_t byte_of(std::string_view text, std::int64_t code_point) {
  std::size_t at = 0;
  for (std::int64_t i = 0; i < code_point && at < text.size(); ++i) at += decode(text, at).bytes;
  return static_cast<std::uint32_t>(at);
}

std::int64_t count_of(json::object const& object, std::string_view key) {
  auto const* found = object.if_contains(key);
  return found != nullptr && found->is_int64() ? found->get_int64() : 0;
}

ActorView actor_of(json::object const& actor) {
  ActorView view{.label = text_of(actor, "label"), .kind = text_of(actor, "kind")};
  view.mentions = count_of(actor, "mentions_total");
  json::array const& mentions = actor.at("mentions").as_array();
  if (mentions.empty()) return view;
  json::object const& first = mentions.front().as_object();
  view.written = text_of(first, "text");
  view.peeled = text_of(first, "peeled");
  return view;
}

PlaceView place_of(json::object const& place) {
  PlaceView view{.label = text_of(place, "label")};
  view.mentions = count_of(place, "mentions_total");
  for (json::value const& outer : place.at("within").as_array()) view.within.emplace_back(outer.as_string());
  if (!place.at("latitude").is_null()) {
    view.point = {place.at("latitude").to_number<double>(), place.at("longitude").to_number<double>()};
  }
  return view;
}

/// Only what a browser opens as a page: an article's URL is somebody else's words.
std::string web_url(std::string url) {
  return url.starts_with("https://") || url.starts_with("http://") ? std::move(url) : std::string{};
}

SourceView source_of(json::object const& source) {
  return {text_of(source, "feed"), web_url(text_of(source, "url")), text_of(source, "title")};
}

/// "Reminder 2 of 3: ", "Not acknowledged: "; empty where it is neither.
std::string foreword_of(json::object const& data) {
  json::value const* found = data.if_contains("follow_up");
  if (found == nullptr || !found->is_object()) return {};
  json::object const& follow_up = found->get_object();
  if (text_of(follow_up, "kind") == "escalation") return "Not acknowledged: ";
  return fmt::format("Reminder {} of {}: ", count_of(follow_up, "number"), count_of(follow_up, "of"));
}

json::object const* object_in(json::object const& object, std::string_view key) {
  auto const* const found = object.if_contains(key);
  return found != nullptr ? found->if_object() : nullptr;
}

json::array array_in(json::object const& object, std::string_view key) {
  auto const* const found = object.if_contains(key);
  return found != nullptr && found->is_array() ? found->get_array() : json::array{};
}

/// What came with later versions of the program: an older payload has none of it.
void add_cause(json::object const& data, AlertView& view) {
  view.message = text_of(data, "message");
  if (json::object const* const cause = object_in(data, "cause")) {
    view.why = cause_text(*cause);
    for (json::value const& article : array_in(*cause, "articles")) {
      view.why_articles.push_back(source_of(article.as_object()));
    }
  }
  if (json::object const* const is = object_in(data, "confirmation")) view.confirmation = confirmation_text(*is);
  for (json::value const& link : array_in(data.at("watch").as_object(), "links")) {
    view.links.push_back({text_of(link.as_object(), "title"), web_url(text_of(link.as_object(), "url"))});
  }
}

AlertView view_of(json::object const& data) {
  json::object const& article = data.at("article").as_object();
  json::object const& sentence = data.at("sentence").as_object();
  AlertView view;
  view.id = text_of(data.at("alert").as_object(), "id");
  view.revision = std::max<std::int64_t>(1, count_of(data.at("alert").as_object(), "revision"));
  view.severity = text_of(data.at("alert").as_object(), "severity");
  view.decided = text_of(data.at("alert").as_object(), "decided");
  view.story = text_of(data.at("story").as_object(), "id");
  view.watch = text_of(data.at("watch").as_object(), "id");
  view.watch_title = foreword_of(data) + text_of(data.at("watch").as_object(), "title");
  view.feed = text_of(article, "feed");
  view.title = text_of(article, "title");
  view.url = web_url(text_of(article, "url"));
  view.language = text_of(article, "language");
  view.published = text_of(article, "published");
  view.sentence = text_of(sentence, "text");
  view.right_to_left = text_of(sentence, "direction") == "rtl";
  for (json::value const& highlight : sentence.at("highlights").as_array()) {
    json::object const& range = highlight.as_object();
    view.highlights.push_back({byte_of(view.sentence, range.at("start").to_number<std::int64_t>()),
                               byte_of(view.sentence, range.at("end").to_number<std::int64_t>())});
  }
  for (json::value const& actor : data.at("actors").as_array()) view.actors.push_back(actor_of(actor.as_object()));
  for (json::value const& place : data.at("places").as_array()) view.places.push_back(place_of(place.as_object()));
  for (json::value const& source : data.at("sources").as_array()) view.sources.push_back(source_of(source.as_object()));
  add_cause(data, view);
  view.feeds = std::max<std::int64_t>(std::ssize(view.sources), count_of(data.at("story").as_object(), "feeds"));
  return view;
}

}  // namespace

std::string ActorView::line() const {
  if (written.empty()) return label;
  return label + fmt::format(" (\u2068{}\u2069{}{})", written, peeled.empty() ? "" : ", after ", peeled);
}

std::string PlaceView::name() const {
  std::string all = label;
  for (std::string const& outer : within) all += ", " + outer;
  return all;
}

std::string PlaceView::line() const {
  if (!point) return name();
  return name() + fmt::format(" ({:.2f}, {:.2f})", point->latitude, point->longitude);
}

std::string PlaceView::map_url() const {
  if (!point) return {};
  // https://wiki.openstreetmap.org/wiki/Browsing#Sharing_a_link_to_the_maps
  return fmt::format("https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=10/{0:.5f}/{1:.5f}", point->latitude,
                     point->longitude);
}

Result<AlertView> read_payload(std::string_view text) {
  // Boost.JSON reports what is missing or of another kind by exceptions; here that is an ordinary wrong input.
  try {
    return view_of(json::parse(text).as_object().at("data").as_object());
  } catch (std::exception const&) {
    return failure(std::errc::invalid_argument, "reading an alert's payload");
  }
}

}  // namespace rasid::alerts
