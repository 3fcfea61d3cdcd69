#include "extractors/entities/listed.h"

#include <algorithm>

#include <fmt/format.h>

namespace rasid::entities {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

using ByKey = std::unordered_map<std::string, std::size_t>;

Diagnostic explained(Diagnostic at, std::string message, std::string remedy) {
  at.message = std::move(message);
  at.remedy = std::move(remedy);
  return at;
}

bool is_place(Listed const& listed) {
  return listed.entity.kind == EntityKind::place;
}

/// Where each place is in the list. Reports a key used twice for actors, or twice for places.
ByKey index_keys(std::vector<Listed> const& all, Diagnostics& problems) {
  ByKey actors;
  ByKey places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const [first, fresh] = (is_place(all[i]) ? places : actors).try_emplace(all[i].entity.key, i);
    if (fresh) continue;
    Diagnostic const& earlier = all[first->second].at_key;
    problems.push_back(explained(all[i].at_key, fmt::format("\"{}\" is already in use", all[i].entity.key),
                                 fmt::format("it is the id of \"{}\" in {}:{}; choose another",
                                             all[first->second].entity.label, earlier.file, earlier.line)));
  }
  return places;
}

void resolve_within(std::vector<Listed>& all, ByKey const& places, Diagnostics& problems) {
  std::vector<std::string> keys;  // filled on the first mistake only
  for (Listed& listed : all) {
    if (listed.within.empty()) continue;
    if (auto const found = places.find(listed.within); found != places.end()) {
      listed.entity.within = static_cast<EntityIndex>(found->second);
      continue;
    }
    if (keys.empty()) {
      for (auto const& [key, index] : places) keys.push_back(key);
    }
    auto const near = nearest(listed.within, keys, 1);
    problems.push_back(explained(listed.at_within, fmt::format("no place has the id \"{}\"", listed.within),
                                 near.empty() ? "" : fmt::format("did you mean \"{}\"?", near[0])));
  }
}

/// Reports each ring of places once, at the member that comes first in the files.
void find_cycles(std::vector<Listed> const& all, Diagnostics& problems) {
  enum class State : std::uint8_t { unseen, on_path, done };
  std::vector<State> state(all.size(), State::unseen);
  for (std::size_t start = 0; start < all.size(); ++start) {
    std::vector<std::size_t> path;
    std::optional<std::size_t> at = start;
    while (at && state[*at] == State::unseen) {
      state[*at] = State::on_path;
      path.push_back(*at);
      auto const next = all[*at].entity.within;
      at = next ? std::optional(static_cast<std::size_t>(*next)) : std::nullopt;
    }
    if (at && state[*at] == State::on_path) {
      std::string ring = all[*at].entity.key;
      for (auto member = std::ranges::find(path, *at) + 1; member != path.end(); ++member) {
        ring += " → " + all[*member].entity.key;
      }
      problems.push_back(explained(all[*at].at_within,
                                   fmt::format("these places contain each other: {} → {}", ring, all[*at].entity.key),
                                   "take one \"within\" away"));
    }
    for (std::size_t const seen : path) state[seen] = State::done;
  }
}

}  // namespace

bool is_key(std::string_view key) {
  if (key.empty() || key.size() > 64 || key.front() == '-' || key.back() == '-') return false;
  if (key.find("--") != std::string_view::npos) return false;
  return std::ranges::all_of(key, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_country_code(std::string_view code) {
  return code.size() == 2 && std::ranges::all_of(code, is_upper);
}

bool is_language_tag(std::string_view tag) {
  std::size_t const primary = std::min(tag.find('-'), tag.size());
  if (primary < 2 || primary > 3 || tag.size() > 16 || tag.back() == '-') return false;
  if (!std::ranges::all_of(tag.substr(0, primary), is_lower)) return false;
  return std::ranges::all_of(tag.substr(primary),
                             [](char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '-'; });
}

std::expected<std::vector<Entity>, Diagnostics> link(std::vector<Listed> listed) {
  Diagnostics problems;
  ByKey const places = index_keys(listed, problems);
  resolve_within(listed, places, problems);
  find_cycles(listed, problems);
  if (has_errors(problems)) return std::unexpected(std::move(problems));
  std::vector<Entity> out;
  out.reserve(listed.size());
  for (Listed& one : listed) out.push_back(std::move(one.entity));
  return out;
}

}  // namespace rasid::entities
