#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::names {

enum class Gender : std::uint8_t { unknown, masculine, feminine, neuter, plural };

/// One word in genitive, dative, accusative, instrumental and prepositional: in each the ways it may be, likelier
/// first.
using CaseRow = std::array<std::vector<std::string>, 5>;

/// The word in every case, unchanged.
CaseRow unchanged(std::string_view word);

/// An adjective's gender and number by its ending; unknown where the word has no adjective's ending.
Gender adjective_gender(std::string_view word);
CaseRow decline_adjective(std::string_view word, bool animate);

/// A noun or given name by its ending. `gender` is what an adjective before it shows. Words of foreign shape that do
/// not decline stay as they are.
CaseRow decline_noun(std::string_view word, Gender gender, bool animate);
/// A family name: -ов, -ев, -ин and their feminines have endings of their own, -ский is an adjective.
CaseRow decline_surname(std::string_view word);

}  // namespace rasid::names
