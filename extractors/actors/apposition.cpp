#include "extractors/actors/apposition.h"

#include <algorithm>

namespace rasid::actors {

void Appositions::add_name(names::Hit const& hit, EntityIndex person) {
  begins_[hit.first_token].push_back(person);
  ends_[hit.last_token].push_back(person);
}

void Appositions::add_role(names::Hit const& hit, EntityIndex holder) {
  holders_[{hit.first_token, hit.last_token}].push_back(holder);
}

std::optional<EntityIndex> Appositions::bearer(names::Hit const& role) const {
  if (auto const after = holder_among(begins_, role.last_token + 1, role)) return after;
  return role.first_token == 0 ? std::nullopt : holder_among(ends_, role.first_token - 1, role);
}

std::optional<EntityIndex> Appositions::holder_among(ByToken const& names, std::uint32_t token,
                                                     names::Hit const& role) const {
  auto const beside = names.find(token);
  auto const holders = holders_.find({role.first_token, role.last_token});
  if (beside == names.end() || holders == holders_.end()) return std::nullopt;
  if (document_.tokens()[token].sentence != document_.tokens()[role.first_token].sentence) return std::nullopt;
  auto const held = [&](EntityIndex person) {
    return std::ranges::find(holders->second, person) != holders->second.end();
  };
  auto const found = std::ranges::find_if(beside->second, held);
  return found == beside->second.end() ? std::nullopt : std::optional(*found);
}

}  // namespace rasid::actors
