#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/entities/catalogue.h"

namespace rasid::actors {

/// An office of a country or an organisation.
struct Office {
  std::string concept_key;
  EntityIndex of{};

  friend bool operator==(Office const&, Office const&) = default;
};

/// Puts offices into words, and reads them out of words, by the tables of config/roles: the office of Iraq's prime
/// minister is "Iraqi prime minister", "رئيس وزراء العراق", "ראש ממשלת עיראק", "премьер Ирака" and some fifty more.
/// The catalogue must outlive it; safe to use from many threads.
class OfficeWordings {
 public:
  explicit OfficeWordings(entities::Catalogue const& catalogue);

  /// The office that a role says it is, or that its text names; nothing where neither does.
  [[nodiscard]] std::optional<Office> office_of(entities::Role const& role) const;
  /// Its wordings in every language of the tables, Russian ones in all cases; each once by its fold.
  [[nodiscard]] std::vector<std::string> wordings(Office const& office) const;

 private:
  [[nodiscard]] std::optional<EntityIndex> owner(std::string_view key) const;
  [[nodiscard]] std::optional<EntityIndex> owner_in_words(std::string_view folded) const;
  [[nodiscard]] std::optional<Office> read(std::string_view folded) const;

  entities::Catalogue const& catalogue_;
  std::unordered_map<std::string, std::vector<std::string_view>> titles_;  // folded title → concepts
  std::unordered_map<std::string, std::string_view> nations_;              // folded demonym → country code
  std::unordered_map<std::string, EntityIndex> countries_by_code_;
};

}  // namespace rasid::actors
