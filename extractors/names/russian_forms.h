#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::names {

/// What a Russian name or title stands for; it decides which of its words change.
enum class Declines : std::uint8_t {
  person,  // every word: Мустафа аль-Казыми, Мустафы аль-Казыми
  office,  // the adjectives and the first noun: верховный лидер Ирана, верховного лидера Ирана; accusative as genitive
  thing,   // the same: Зелёная зона, Зелёной зоне; accusative as nominative
};

/// The forms that a name of Russian has in the other five cases, singular or plural as it stands, without the name
/// itself; in the spelling and case of the name. They come from its endings alone, so a word whose gender or stress
/// they do not show gives several (Казани and Казаня): what nobody writes is never found, and costs only its memory.
///
/// Particles (аль-, бин, абу), abbreviations and what does not decline (Каани, Баку, Гутерриш of a woman) stay as they
/// are. At most `most_russian_forms`, none of fewer than three letters; empty where nothing changes or the name holds
/// other letters than Russian ones.
std::vector<std::string> russian_forms(std::string_view name, Declines what);

inline constexpr std::size_t most_russian_forms = 12;

}  // namespace rasid::names
