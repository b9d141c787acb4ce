"""Region packs: what each NHS region says of itself, in a folder of small files; London ships as the first."""

from validators.regions.pack import PACK_FILES, PackFault, RegionPack, new_pack, read_pack
from validators.regions.using import in_region, pack_for, pack_in_use, settings_of, shipped_files, shipped_packs

__all__ = [
    "PACK_FILES",
    "PackFault",
    "RegionPack",
    "in_region",
    "new_pack",
    "pack_for",
    "pack_in_use",
    "read_pack",
    "settings_of",
    "shipped_files",
    "shipped_packs",
]
