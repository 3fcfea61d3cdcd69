#include "daemon/routing/digest_message.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <fmt/format.h>

#include "daemon/alerts/digest.h"
#include "daemon/alerts/json_text.h"
#include "daemon/alerts/zone_time.h"
#include "extractors/model/utf8.h"

namespace rasid::routing {
namespace json = boost::json;
namespace {

constexpr std::size_t longest_text = 2'000;  // as the schema has it
constexpr std::size_t longest_sentence = 500;
constexpr std::size_t most_sources = 20;

std::string reason_of(std::string_view batch) {
  if (batch == "quiet") return "quiet_hours";
  if (batch == "overflow") return "rate_limit";
  return batch == "digest" ? "digest" : "group";
}

std::string_view in_words(std::string_view reason) {
  if (reason == "quiet_hours") return "held during quiet hours";
  if (reason == "rate_limit") return "over the rate limit";
  return reason == "digest" ? "since the last digest" : "close together";
}

std::string text_in(json::object const& object, std::string_view key) {
  json::value const* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

/// What the digest says of one message: the parts of its payload by which it is known.
json::object entry_of(store::HeldMessage const& message) {
  boost::system::error_code wrong;
  json::value const payload = json::parse(message.payload, wrong);
  json::object entry{{"message", message.alert.value + "_" + std::to_string(message.revision)}};
  for (std::string const name : {"alert", "watch", "story", "article"}) {
    json::value const* part = wrong ? nullptr : payload.find_pointer("/data/" + name, wrong);
    wrong.clear();
    entry[name] = part != nullptr && part->is_object() ? part->get_object() : json::object{};
  }
  json::value const* sentence = payload.find_pointer("/data/sentence/text", wrong);
  entry["sentence"] = sentence != nullptr && sentence->is_string()
                          ? alerts::clipped(std::string(sentence->get_string()), longest_sentence)
                          : std::string{};
  return entry;
}

std::string line_of(json::object const& entry) {
  return fmt::format("[{}] {}: \u2068{}\u2069", text_in(entry.at("alert").get_object(), "severity"),
                     text_in(entry.at("watch").get_object(), "title"),
                     text_in(entry.at("article").get_object(), "title"));
}

/// The list as text, as much of it as a sentence may hold.
json::object list_in_words(json::array const& entries) {
  std::string text;
  bool cut = false;
  std::size_t shown = 0;
  for (json::value const& entry : entries) {
    std::string const line = (shown == 0 ? "" : "\n") + line_of(entry.get_object());
    if (code_points(text) + code_points(line) > longest_text - 40) {
      text += fmt::format("\nand {} more", entries.size() - shown);
      cut = true;
      break;
    }
    text += line;
    ++shown;
  }
  std::size_t const length = code_points(text);
  return {{"text", text},  {"direction", "ltr"}, {"start", 0},
          {"end", length}, {"truncated", cut},   {"highlights", json::array{}}};
}

json::array sources_of(json::array const& entries) {
  json::array sources;
  for (json::value const& entry : entries) {
    json::object const& article = entry.at("article").get_object();
    if (sources.size() == most_sources) break;
    sources.push_back(json::object{
        {"feed", text_in(article, "feed")}, {"url", text_in(article, "url")}, {"title", text_in(article, "title")}});
  }
  return sources;
}

}  // namespace

std::vector<store::HeldMessage> latest_of_each(std::vector<store::HeldMessage> const& messages) {
  std::vector<store::HeldMessage> out;
  for (store::HeldMessage const& message : messages) {
    auto const known = std::ranges::find(out, message.alert, &store::HeldMessage::alert);
    if (known == out.end()) {
      out.push_back(message);
    } else if (known->revision < message.revision) {
      *known = message;
    }
  }
  return out;
}

Alert digest_of(store::HeldBatch const& batch, std::vector<store::HeldMessage> const& messages,
                std::string const& time_zone, Timestamp now) {
  json::array entries;
  std::string listed;
  Alert digest;
  digest.severity = Severity::low;
  for (store::HeldMessage const& message : messages) {
    json::object entry = entry_of(message);
    listed += text_in(entry, "message") + "\n";
    entries.push_back(std::move(entry));
    digest.severity = std::max(digest.severity, message.severity);
  }
  std::string const hash = alerts::digest128({"digest", batch.sink.value, batch.batch, listed});
  digest.id = {"alr_" + hash};
  digest.watch = {"rasid-digest"};
  digest.story = {"sty_" + hash};
  digest.decided = now;
  digest.evidence = hash;
  digest.sinks = {batch.sink};

  std::string const reason = reason_of(batch.batch);
  std::string const time = to_rfc3339(now);
  std::string const title =
      fmt::format("{} alerts {}, since {}", messages.size(), in_words(reason), alerts::in_zone(batch.since, time_zone));
  json::object const data = {
      {"alert",
       json::object{
           {"id", digest.id.value}, {"revision", 1}, {"severity", to_text(digest.severity)}, {"decided", time}}},
      {"watch", json::object{{"id", digest.watch.value}, {"title", "Digest"}, {"tags", json::array{}}}},
      {"story", json::object{{"id", digest.story.value}}},
      {"article", json::object{{"id", hash},
                               {"feed", "rasid"},
                               {"url", ""},
                               {"title", title},
                               {"author", ""},
                               {"language", "en"},
                               {"published", nullptr},
                               {"fetched", time}}},
      {"sentence", list_in_words(entries)},
      {"evidence", json::array{}},
      {"actors", json::array{}},
      {"places", json::array{}},
      {"sources", sources_of(entries)},
      {"digest",
       json::object{
           {"reason", reason}, {"since", to_rfc3339(batch.since)}, {"count", messages.size()}, {"alerts", entries}}}};
  digest.payload =
      alerts::json_text(json::object{{"type", "alert.digest"}, {"version", 1}, {"timestamp", time}, {"data", data}});
  return digest;
}

}  // namespace rasid::routing
