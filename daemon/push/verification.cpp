#include "daemon/push/verification.h"

#include <charconv>

#include "daemon/push/form.h"

namespace rasid::push {
namespace {

std::optional<Duration> seconds(std::optional<std::string> const& text) {
  if (!text) return std::nullopt;
  constexpr std::int64_t longest = std::int64_t{10} * 365 * 86'400;
  std::int64_t count = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (end != text->data() + text->size() || text->starts_with('-') || text->empty()) return std::nullopt;
  return Duration{std::chrono::seconds{error == std::errc{} ? std::min(count, longest) : longest}};
}

std::optional<Verification::Mode> mode_named(std::string_view name) {
  if (name == "subscribe") return Verification::Mode::subscribe;
  if (name == "unsubscribe") return Verification::Mode::unsubscribe;
  if (name == "denied") return Verification::Mode::denied;
  return std::nullopt;
}

}  // namespace

std::optional<Verification> parse_verification(std::string_view target) {
  auto const question = target.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  Form const form = parse_form(target.substr(question + 1));
  auto const mode = mode_named(field(form, "hub.mode").value_or(""));
  if (!mode) return std::nullopt;
  Verification said{*mode, field(form, "hub.topic").value_or(""), field(form, "hub.challenge").value_or(""),
                    seconds(field(form, "hub.lease_seconds")), field(form, "hub.reason").value_or("")};
  if (said.topic.empty() || (said.challenge.empty() && *mode != Verification::Mode::denied)) return std::nullopt;
  return said;
}

std::string_view token_in(std::string_view target) {
  std::string_view const path = target.substr(0, target.find('?'));
  auto const slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
}

}  // namespace rasid::push
