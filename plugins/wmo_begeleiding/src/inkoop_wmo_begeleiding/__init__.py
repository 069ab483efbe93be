"""The Dalfsen tender for Wmo guidance from 2027 on (23.D.202): data, and what data cannot say."""

from inkoop_wmo_begeleiding.plugin import WmoBegeleiding

plugin = WmoBegeleiding()
