#include "daemon/alerts/cause_text.h"

#include <boost/json/array.hpp>

#include <fmt/format.h>

#include "extractors/model/time.h"

namespace rasid::alerts {
namespace json = boost::json;
namespace {

std::string text_in(json::object const& object, std::string_view key) {
  auto const* const found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

double number_in(json::object const& object, std::string_view key) {
  auto const* const found = object.if_contains(key);
  return found != nullptr && found->is_number() ? found->to_number<double>() : 0;
}

std::string length_in(json::object const& cause) {
  auto const from = parse_rfc3339(text_in(cause, "from"));
  auto const to = parse_rfc3339(text_in(cause, "to"));
  if (!from || !to) return {};
  return to_text(std::chrono::floor<std::chrono::seconds>(*to - *from));
}

std::string in_seconds(double seconds) {
  return to_text(std::chrono::floor<std::chrono::minutes>(Duration{static_cast<std::int64_t>(seconds * 1'000)}));
}

std::string plural(std::string_view what) {
  if (what == "story") return "stories";
  return what == "country" ? "countries" : fmt::format("{}s", what);
}

std::string values_in(json::object const& cause) {
  std::string out;
  auto const* const values = cause.if_contains("values");
  if (values == nullptr || !values->is_array()) return out;
  for (json::value const& value : values->get_array()) {
    if (value.is_string()) out += fmt::format("{}{}", out.empty() ? "" : ", ", std::string_view(value.get_string()));
  }
  return out;
}

}  // namespace

std::string cause_text(json::object const& cause) {
  std::string const kind = text_in(cause, "kind");
  std::string const key = text_in(cause, "key");
  std::string const about = key.empty() ? std::string{} : " for " + key;
  double const observed = number_in(cause, "observed");
  double const needed = number_in(cause, "needed");
  if (kind == "count") {
    std::string const distinct = text_in(cause, "distinct");
    return fmt::format("{} {}{}{} within {}; at least {} are asked for", observed,
                       distinct == "article" ? "" : "different ", plural(distinct), about, length_in(cause), needed);
  }
  if (kind == "spike") {
    return fmt::format("{} articles within {}; {} are usual, {:.0f} are asked for", observed, length_in(cause),
                       number_in(cause, "expected"), needed);
  }
  if (kind == "first_seen") {
    return fmt::format("new {}: {}; not seen for {}", text_in(cause, "distinct"), values_in(cause), length_in(cause));
  }
  if (kind == "absent") {
    return fmt::format("nothing for {}; {} are allowed", in_seconds(observed), in_seconds(needed));
  }
  if (kind == "sequence") return fmt::format("{} steps{} within {}", observed, about, length_in(cause));
  return {};
}

std::string confirmation_text(json::object const& confirmation) {
  auto const* const confirmed = confirmation.if_contains("confirmed");
  double const feeds = number_in(confirmation, "feeds");
  if (confirmed != nullptr && confirmed->is_bool() && confirmed->get_bool()) {
    return fmt::format("confirmed by {} feeds", feeds);
  }
  std::string const note = text_in(confirmation, "note");
  return fmt::format("{} of {} feeds{}{}", feeds, number_in(confirmation, "needed"), note.empty() ? "" : "; ", note);
}

}  // namespace rasid::alerts
